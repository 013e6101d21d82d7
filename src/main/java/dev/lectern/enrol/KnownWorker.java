package dev.lectern.enrol;

import java.time.Instant;
import java.util.Objects;

/**
 * A worker that was let in at some time, whether or not it is there now.
 *
 * @param name what it is, or was, called
 * @param host the machine it ran on when it was let in last, as that calls itself; null if that is not known
 * @param enrolled when it was let in last; null if that was too long ago to be known
 * @param revoked when it was shut out; null if it was not
 */
public record KnownWorker(String name, String host, Instant enrolled, Instant revoked) {

    public KnownWorker {
        Objects.requireNonNull(name);
    }
}
