package dev.lectern.enrol;

import java.util.Objects;

/** A worker was not let in; the message is a sentence for the person who started it. */
public final class EnrolFailure extends Exception {

    private static final long serialVersionUID = 1L;

    /** What kind of failure it is. */
    public enum Kind {
        /** Nobody answers there, or not now: worth another try. */
        AWAY,
        /** The server does not let this worker in, and says why. */
        REFUSED,
        /** Server and worker are of versions that do not understand each other. */
        INCOMPATIBLE,
        /** What answers is not the server that this worker knows or has a token of. */
        UNTRUSTED,
        /** The worker's own files do not let it. */
        BROKEN
    }

    private final Kind kind;

    EnrolFailure(Kind kind, String sentence) {
        this(kind, sentence, null);
    }

    EnrolFailure(Kind kind, String sentence, Throwable cause) {
        super(Objects.requireNonNull(sentence), cause);
        this.kind = Objects.requireNonNull(kind);
    }

    public Kind kind() {
        return kind;
    }
}
