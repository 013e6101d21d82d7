package dev.lectern.http;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How long what was uploaded is kept; empty for ever.
 *
 * @param recordings the video of a session, while its results stay
 * @param sessions a session with everything
 */
public record KeepFor(Optional<Duration> recordings, Optional<Duration> sessions) {

    /** Everything is kept. */
    public static final KeepFor EVER = new KeepFor(Optional.empty(), Optional.empty());

    public KeepFor {
        Objects.requireNonNull(recordings);
        Objects.requireNonNull(sessions);
    }
}
