package dev.lectern.job;

/** Where a job stands. A cancelled job is deleted, so it needs no state. */
public enum JobState {
    QUEUED("queued"),
    RUNNING("running"),
    COMPLETED("completed"),
    FAILED("failed");

    private final String label;

    JobState(String label) {
        this.label = label;
    }

    /** The name on the wire and in the database. */
    public String label() {
        return label;
    }

    /** Whether work remains to be done. */
    public boolean active() {
        return this == QUEUED || this == RUNNING;
    }

    /** Whether a job may go from this state to that one. A finished job never changes again. */
    public boolean mayBecome(JobState next) {
        return switch (this) {
            case QUEUED -> next != QUEUED;
            case RUNNING -> next == COMPLETED || next == FAILED;
            case COMPLETED, FAILED -> false;
        };
    }

    /**
     * Reads a {@link #label()}.
     *
     * @throws IllegalArgumentException if it names no state
     */
    public static JobState parse(String label) {
        for (JobState state : values()) {
            if (state.label.equals(label)) {
                return state;
            }
        }
        throw new IllegalArgumentException("no such job state: " + label);
    }
}
