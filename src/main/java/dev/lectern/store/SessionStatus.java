package dev.lectern.store;

/** How a session stands, in one word; see {@link SessionRow#status()}. */
public enum SessionStatus {
    PROCESSING("processing"),
    COMPLETED("completed"),
    FAILED("failed");

    private final String label;

    SessionStatus(String label) {
        this.label = label;
    }

    /** The name on the wire. */
    public String label() {
        return label;
    }
}
