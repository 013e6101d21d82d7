package dev.lectern.track;

import java.util.Objects;

/**
 * What somebody said, understood.
 *
 * @param meant in terms of tracklets
 * @param summary in words
 */
public record Statement(Amendment meant, String summary) {

    public Statement {
        Objects.requireNonNull(meant);
        Objects.requireNonNull(summary);
    }
}
