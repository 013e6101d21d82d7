package dev.lectern.bus;

import dev.lectern.queue.Lease;
import java.util.Objects;

/**
 * A slot is still at it.
 *
 * @param lease what it works on
 * @param worker the worker it belongs to
 * @param progress 0 to 1
 */
public record Renewal(Lease lease, String worker, double progress) {

    public Renewal {
        Objects.requireNonNull(lease);
        Objects.requireNonNull(worker);
        if (!(progress >= 0 && progress <= 1)) {
            throw new IllegalArgumentException("progress is a fraction, not " + progress);
        }
    }
}
