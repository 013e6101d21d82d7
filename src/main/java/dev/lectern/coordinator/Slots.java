package dev.lectern.coordinator;

import dev.lectern.bus.SlotIdle;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Who is there, from what slots say about themselves. A slot that says nothing for a while is not there. */
final class Slots {

    private static final Duration SILENCE = Duration.ofSeconds(6);

    private final Map<String, Seen> idle = new LinkedHashMap<>();
    private final Map<String, Seen> busy = new LinkedHashMap<>();

    private record Seen(String worker, Instant at) {}

    void idle(SlotIdle slot, Instant now) {
        busy.remove(slot.slot());
        idle.put(slot.slot(), new Seen(slot.worker(), now));
    }

    void busy(String slot, String worker, Instant now) {
        idle.remove(slot);
        busy.put(slot, new Seen(worker, now));
    }

    /** The slot that has been idle for longest; it stays idle, for only a slot itself may say that it is there. */
    Optional<SlotIdle> firstIdle(Instant now) {
        forgetSilent(now);
        return idle.entrySet().stream()
                .findFirst()
                .map(slot -> new SlotIdle(slot.getKey(), slot.getValue().worker()));
    }

    /** A task is on its way to a slot: it is no longer idle until it says so again. */
    void taken(String slot) {
        idle.remove(slot);
    }

    int workers(Instant now) {
        forgetSilent(now);
        return (int) Stream.concat(idle.values().stream(), busy.values().stream())
                .map(Seen::worker)
                .distinct()
                .count();
    }

    int count(Instant now) {
        forgetSilent(now);
        return idle.size() + busy.size();
    }

    int busyCount(Instant now) {
        forgetSilent(now);
        return busy.size();
    }

    private void forgetSilent(Instant now) {
        Instant since = now.minus(SILENCE);
        idle.values().removeIf(seen -> seen.at().isBefore(since));
        busy.values().removeIf(seen -> seen.at().isBefore(since));
    }
}
