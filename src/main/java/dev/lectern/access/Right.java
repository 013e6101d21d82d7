package dev.lectern.access;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * What pages show or leave out by what their reader may do. Each stands for a {@link Need}, so that what is told beforehand is what
 * {@link Policy} says when it is tried.
 */
public enum Right {
    /** Bring in recordings. */
    IMPORT(Need.IMPORT),
    /** See how the server is doing. */
    WATCH(Need.WATCH_SERVER),
    /** Push the server's queue. */
    RUN(Need.RUN_SERVER),
    /** Look after the accounts of others. */
    ADMINISTER(Need.ADMINISTER),
    /** See who works on a session and who was found in it, beside its recording and result. */
    VIEW(Need.VIEW_SESSION),
    /** Process, correct, render it. */
    EDIT(Need.EDIT_SESSION),
    /** Delete it. */
    DELETE(Need.DELETE_SESSION),
    /** Say who else may see it. */
    SHARE(Need.SHARE_SESSION);

    private final Need need;

    Right(Need need) {
        this.need = need;
    }

    /** The name on the wire. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What somebody may do on this server, apart from sessions. */
    public static List<Right> onServer(Identity who) {
        return those(right -> right.need.about() == Need.About.NOTHING && right.goesIn(who));
    }

    /** What somebody may do with a session to which they stand so. */
    public static List<Right> onSession(Identity who, Standing standing) {
        return those(right -> right.need.about() == Need.About.SESSION
                && right.goesIn(who)
                && Policy.decide(who, right.need, standing) == Verdict.ALLOWED);
    }

    private boolean goesIn(Identity who) {
        return Policy.decide(who, need) == Verdict.ALLOWED;
    }

    private static List<Right> those(Predicate<Right> granted) {
        return Arrays.stream(values()).filter(granted).toList();
    }
}
