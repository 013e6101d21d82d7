package dev.lectern.store;

import java.util.Arrays;
import java.util.Optional;

/** What a list of sessions begins with; among equals, with the newest. */
public enum SessionOrder {
    /** The newest upload. */
    NEWEST("newest", "s.seq", true, false),
    /** The lecture that was held first, by its day if that was given, else by its upload. */
    OLDEST("oldest", "s.held_at", false, true),
    /** The first by name, numbers by their value; what has no name comes last. */
    NAME("name", "s.title_key", false, true),
    /** The longest recording; those whose length is not known yet come last. */
    LONGEST("longest", "coalesce(s.duration_ms, -1)", true, false);

    private final String label;
    private final String key;
    private final boolean descending;
    private final boolean text;

    SessionOrder(String label, String key, boolean descending, boolean text) {
        this.label = label;
        this.key = key;
        this.descending = descending;
        this.text = text;
    }

    /** The name on the wire. */
    public String label() {
        return label;
    }

    /** The order of that name. */
    public static Optional<SessionOrder> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(order -> order.label.equals(label))
                .findFirst();
    }

    /** The SQL of what it sorts by. */
    String key() {
        return key;
    }

    boolean descending() {
        return descending;
    }

    /** Whether {@link #key()} is text, and not a whole number. */
    boolean isText() {
        return text;
    }
}
