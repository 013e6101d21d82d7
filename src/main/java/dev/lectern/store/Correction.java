package dev.lectern.store;

import java.time.Instant;
import java.util.Objects;

/**
 * A change that somebody made to who is who in a recording, or to what is known of its room.
 *
 * @param number 1 for the first one of its session; no number is used twice
 * @param at when it was made
 * @param by who made it; null if nobody had to say who they are
 * @param kind what sort of change
 * @param summary in words
 * @param said the JSON object that came
 * @param meant the JSON object that says what it meant at that moment
 * @param undoneAt when it was taken back; null if it holds
 */
public record Correction(
        int number, Instant at, String by, String kind, String summary, String said, String meant, Instant undoneAt) {

    public Correction {
        Objects.requireNonNull(at);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(summary);
        Objects.requireNonNull(said);
        Objects.requireNonNull(meant);
        if (number < 1) {
            throw new IllegalArgumentException("a change with the number " + number);
        }
    }

    /** Whether it was not taken back. */
    public boolean holds() {
        return undoneAt == null;
    }
}
