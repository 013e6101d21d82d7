package dev.lectern.store;

import java.util.Arrays;
import java.util.Optional;

/** How a session stands, in one word; see {@link SessionRow#status()}. */
public enum SessionStatus {
    PROCESSING("processing"),
    COMPLETED("completed"),
    FAILED("failed");

    private final String label;

    SessionStatus(String label) {
        this.label = label;
    }

    /** The status of that name. */
    public static Optional<SessionStatus> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(status -> status.label.equals(label))
                .findFirst();
    }

    /** The name on the wire. */
    public String label() {
        return label;
    }
}
