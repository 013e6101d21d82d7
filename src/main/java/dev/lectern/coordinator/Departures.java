package dev.lectern.coordinator;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Slots whose JVM left the cluster, as who watches the cluster says. They get no more tasks, and what they hold need not wait for its
 * lease to lapse. Who was only cut off and speaks again is here again. Thread safe.
 */
public final class Departures {

    /** What was on its way when its sender died may still come in; what comes later was said by somebody who lives. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final Map<String, Instant> left = new ConcurrentHashMap<>();

    /**
     * A JVM left, in order or not.
     *
     * @param slots what the ids of all its slots, and of no others, begin with
     */
    public void left(String slots, Instant at) {
        if (slots.isEmpty()) {
            throw new IllegalArgumentException("not all slots can have left");
        }
        left.values().removeIf(then -> then.isBefore(at.minus(REMEMBERED)));
        left.put(slots, at);
    }

    /** A slot said something. */
    void heard(String slot, Instant at) {
        if (!left.isEmpty()) {
            left.entrySet()
                    .removeIf(one -> slot.startsWith(one.getKey())
                            && Duration.between(one.getValue(), at).compareTo(LAST_WORDS) > 0);
        }
    }

    /** Whether a slot is among those that left. */
    boolean has(String slot) {
        return left.keySet().stream().anyMatch(slot::startsWith);
    }
}
