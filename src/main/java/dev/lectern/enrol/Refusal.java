package dev.lectern.enrol;

import java.util.Objects;

/** A worker is not let in; the message is a sentence for the person who started it. */
public final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why not. */
    public enum Kind {
        /** The request is not one that a worker would make. */
        INVALID,
        /** It speaks another version of the protocol. */
        INCOMPATIBLE,
        /** It has nothing to show. */
        NO_TOKEN,
        /** Its token is none of this server's, or its secret is another one. */
        WRONG_TOKEN,
        /** Its token was good once. */
        EXPIRED_TOKEN,
        /** The very same request was made before. */
        REPLAYED,
        /** Server and worker would not reach each other. */
        UNREACHABLE,
        /** This worker was shut out. */
        REVOKED,
        /** There is no worker of this name. */
        UNKNOWN
    }

    private final Kind kind;

    Refusal(Kind kind, String sentence) {
        super(Objects.requireNonNull(sentence), null, false, false);
        this.kind = Objects.requireNonNull(kind);
    }

    public Kind kind() {
        return kind;
    }
}
