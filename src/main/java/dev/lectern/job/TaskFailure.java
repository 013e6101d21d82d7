package dev.lectern.job;

import java.util.Objects;

/** Why a task did not succeed, with a name for what is to follow from it. */
public final class TaskFailure extends Exception {

    private static final long serialVersionUID = 1L;

    /** What follows from a failure. */
    public enum Kind {
        /** Something around the task failed and may work next time: tried again after a while, at most a few times. */
        TRANSIENT,
        /** The recording itself cannot be processed: the job fails at once, and the message tells the teacher why. */
        PERMANENT,
        /** The task was told to stop (shutdown, cancel): handed back, and no attempt is spent. */
        INTERRUPTED,
        /** A mistake of ours: logged with its stack and treated like {@link #TRANSIENT}. */
        BUG
    }

    private final Kind kind;

    private TaskFailure(Kind kind, String message, Throwable cause) {
        super(Objects.requireNonNull(message), cause);
        this.kind = Objects.requireNonNull(kind);
    }

    /** The recording cannot be processed; {@code sentence} is shown to the teacher as it stands. */
    public static TaskFailure permanent(String sentence) {
        return new TaskFailure(Kind.PERMANENT, sentence, null);
    }

    /** As {@link #permanent(String)}, with the cause for the log. */
    public static TaskFailure permanent(String sentence, Throwable cause) {
        return new TaskFailure(Kind.PERMANENT, sentence, cause);
    }

    /** Worth another try. */
    public static TaskFailure transientFault(String sentence, Throwable cause) {
        return new TaskFailure(Kind.TRANSIENT, sentence, cause);
    }

    /** The task was told to stop. */
    public static TaskFailure interrupted() {
        return new TaskFailure(Kind.INTERRUPTED, "The task was stopped", null);
    }

    /** A mistake of ours. */
    public static TaskFailure bug(Throwable cause) {
        return new TaskFailure(Kind.BUG, "An unexpected error occurred in Lectern", cause);
    }

    public Kind kind() {
        return kind;
    }
}
