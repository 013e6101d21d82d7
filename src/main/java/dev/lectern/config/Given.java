package dev.lectern.config;

import java.util.Objects;

/**
 * A value that somebody gave for a key.
 *
 * @param value as JSON has it: text, number, truth value, list or map
 * @param from where it came from, to be put into a sentence: {@code environment variable LECTERN_PORT}
 */
record Given(Object value, String from) {

    Given {
        Objects.requireNonNull(value);
        Objects.requireNonNull(from);
    }
}
