package dev.lectern.bus;

import java.util.Objects;

/**
 * A worker was shut out: it is not heard any more.
 *
 * @param worker what it was called
 * @param othersCutOff whether the others were cut off for that as well, and have to find the server again
 */
public record WorkerRemoved(String worker, boolean othersCutOff) {

    public WorkerRemoved {
        Objects.requireNonNull(worker);
    }
}
