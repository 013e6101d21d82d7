package dev.lectern.cluster;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Objects;

/**
 * A worker that was shut out. It is known by its key, so that all certificates of that key are worthless, also those that it was given
 * later than the one somebody had in mind.
 *
 * @param key see {@link P256#id}
 * @param worker what it was called
 * @param host the machine it ran on, as that calls itself; null if that is not known
 * @param at when it was shut out
 */
public record Revocation(
        @JsonProperty("key") String key,
        @JsonProperty("worker") String worker,
        @JsonProperty("host") String host,
        @JsonProperty("at") Instant at) {

    public Revocation {
        Objects.requireNonNull(worker);
        Objects.requireNonNull(at);
        if (!key.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not the hash of a key: " + key);
        }
    }
}
