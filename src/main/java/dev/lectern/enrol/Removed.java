package dev.lectern.enrol;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * A worker was shut out.
 *
 * @param worker what it was called
 * @param keys of all that went by this name, see {@link dev.lectern.cluster.P256#id}
 * @param at when
 * @param before whether that was done earlier, so that nothing is left to do
 * @param tokensEnded how many join tokens ended with it, because it had been let in by them and would have been again
 */
public record Removed(String worker, Set<String> keys, Instant at, boolean before, int tokensEnded) {

    public Removed {
        Objects.requireNonNull(worker);
        Objects.requireNonNull(at);
        keys = Set.copyOf(keys);
    }
}
