package dev.lectern.access;

import java.util.Objects;

/** What a route asks of who calls it. Every route has exactly one. */
public enum Need {
    /** For everybody, under whatever name the server is called: whether it is well. */
    HEALTH(About.NOTHING),
    /** For everybody: pages, their files, the description of the API, logging in. */
    PUBLIC(About.NOTHING),
    /** For workers, who prove by other means that they may; no login, and under whatever name the server is called. */
    ENROL(About.NOTHING),
    /** One's own account. */
    SELF(About.NOTHING, Role.VIEWER, Scope.READ),
    /** One's own password, tokens and logins. */
    OWN_ACCESS(About.NOTHING, Role.VIEWER, Scope.ADMIN),
    /** Lists and streams, which show each caller what that caller may see. */
    BROWSE(About.NOTHING, Role.VIEWER, Scope.READ),
    /** Bring in a recording. */
    IMPORT(About.NOTHING, Role.EDITOR, Scope.WRITE),
    /** See a session's recording and result; a share link is enough. */
    VIEW_RESULT(About.SESSION, Role.VIEWER, Scope.READ, Standing.GUEST),
    /** See all of a session. */
    VIEW_SESSION(About.SESSION, Role.VIEWER, Scope.READ, Standing.READER),
    /** Process, correct, render a session. */
    EDIT_SESSION(About.SESSION, Role.EDITOR, Scope.WRITE, Standing.EDITOR),
    /** Delete a session. */
    DELETE_SESSION(About.SESSION, Role.EDITOR, Scope.WRITE, Standing.OWNER),
    /** Say who else may see a session. */
    SHARE_SESSION(About.SESSION, Role.EDITOR, Scope.ADMIN, Standing.OWNER),
    /** See a job, which is to see its session. */
    VIEW_JOB(About.JOB, Role.VIEWER, Scope.READ, Standing.READER),
    /** Cancel or forget a job. */
    EDIT_JOB(About.JOB, Role.EDITOR, Scope.WRITE, Standing.EDITOR),
    /** See how the server is doing: workers, disk, figures. */
    WATCH_SERVER(About.NOTHING, Role.ADMIN, Scope.READ),
    /** Push the server's queue. */
    RUN_SERVER(About.NOTHING, Role.ADMIN, Scope.WRITE),
    /** Accounts of others, the audit log. */
    ADMINISTER(About.NOTHING, Role.ADMIN, Scope.ADMIN),
    /** Let workers in and shut them out; also for who can read the server's data folder. */
    ADMIT_WORKERS(About.NOTHING, Role.ADMIN, Scope.ADMIN);

    /** What the path of a route names. */
    public enum About {
        NOTHING,
        SESSION,
        JOB
    }

    private final About about;
    private final Role role;
    private final Scope scope;
    private final Standing standing;

    Need(About about) {
        this(about, null, null, Standing.NONE);
    }

    Need(About about, Role role, Scope scope) {
        this(about, Objects.requireNonNull(role), scope, Standing.NONE);
    }

    Need(About about, Role role, Scope scope, Standing standing) {
        this.about = about;
        this.role = role;
        this.scope = scope;
        this.standing = standing;
    }

    public About about() {
        return about;
    }

    /** Whether nobody has to say who they are. */
    public boolean open() {
        return role == null;
    }

    /** Whether it does not matter by which name the server was called: no page can get at anything by that. */
    public boolean underAnyName() {
        return this == HEALTH || this == ENROL;
    }

    /** The least role; only of those that are not {@link #open}. */
    Role role() {
        return role;
    }

    Scope scope() {
        return scope;
    }

    Standing standing() {
        return standing;
    }
}
