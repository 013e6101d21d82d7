package dev.lectern.bus;

import java.util.Objects;

/**
 * A slot asks for work.
 *
 * @param slot the slot's own id; it names its address and is the holder of its leases
 * @param worker the worker (one JVM) it belongs to
 * @param detector identity of the person detector it works with
 */
public record SlotIdle(String slot, String worker, String detector) {

    public SlotIdle {
        Objects.requireNonNull(slot);
        Objects.requireNonNull(worker);
        Objects.requireNonNull(detector);
    }
}
