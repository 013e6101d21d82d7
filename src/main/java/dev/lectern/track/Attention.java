package dev.lectern.track;

import java.util.Locale;
import java.util.Objects;

/**
 * A stretch of the recording that somebody should look at.
 *
 * @param span when
 * @param kind of trouble
 * @param reason in words
 */
public record Attention(Span span, Kind kind, String reason) {

    public Attention {
        Objects.requireNonNull(span);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(reason);
    }

    /** Kinds of trouble. */
    public enum Kind {
        /** Somebody else may have been taken for the instructor. */
        IDENTITY,
        /** Somebody else might be the instructor and is there. */
        CANDIDATES,
        /** The instructor is not seen. */
        ABSENT,
        /** Too dark to see much. */
        DARK,
        /** The camera shows something else than before. */
        CAMERA;

        /** The name on the wire. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
