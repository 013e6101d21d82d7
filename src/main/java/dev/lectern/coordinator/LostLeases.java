package dev.lectern.coordinator;

import dev.lectern.queue.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tasks that were taken from slots for having been silent. Who speaks again later neither died nor was killed by the task, so that
 * attempt is not to count.
 */
final class LostLeases {

    /** What was on its way when its sender died may still come in; what comes later was said by somebody who lives. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    /** Slots that died are never heard of again. */
    private static final int MOST = 1_000;

    private final Map<String, Lost> bySlot = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Lost> eldest) {
            return size() > MOST;
        }
    };

    private record Lost(Lease lease, Instant at) {}

    /** A slot lost its task. */
    void lost(Lease lease, Instant at) {
        bySlot.put(lease.holder(), new Lost(lease, at));
    }

    /** A slot said something. Answers, once, the lease that it lost before. */
    Optional<Lease> heard(String slot, Instant at) {
        Lost lost = bySlot.get(slot);
        if (lost == null || Duration.between(lost.at(), at).compareTo(LAST_WORDS) < 0) {
            return Optional.empty();
        }
        bySlot.remove(slot);
        return Optional.of(lost.lease());
    }
}
