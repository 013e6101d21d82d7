package dev.lectern.coordinator;

import dev.lectern.bus.QueueReport;
import dev.lectern.bus.SlotIdle;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Who is there, from what slots say about themselves. A slot that says nothing for a while is not there. */
final class Slots {

    private static final Duration SILENCE = Duration.ofSeconds(6);

    private final Map<String, Seen> idle = new LinkedHashMap<>();
    private final Map<String, Seen> busy = new LinkedHashMap<>();

    private record Seen(String worker, String detector, Instant at) {}

    void idle(SlotIdle slot, Instant now) {
        busy.remove(slot.slot());
        idle.put(slot.slot(), new Seen(slot.worker(), slot.detector(), now));
    }

    void busy(String slot, String worker, Instant now) {
        idle.remove(slot);
        busy.put(slot, new Seen(worker, null, now));
    }

    /** The slot that has been idle for longest; it stays idle, for only a slot itself may say that it is there. */
    Optional<SlotIdle> firstIdle(Instant now) {
        forgetSilent(now);
        return idle.entrySet().stream()
                .findFirst()
                .map(slot -> new SlotIdle(
                        slot.getKey(), slot.getValue().worker(), slot.getValue().detector()));
    }

    /** A task is on its way to a slot: it is no longer idle until it says so again. */
    void taken(String slot) {
        idle.remove(slot);
    }

    /** Who lives, by name, with how many slots. */
    List<QueueReport.Worker> workers(Instant now) {
        forgetSilent(now);
        return Stream.concat(idle.values().stream(), busy.values().stream())
                .map(Seen::worker)
                .distinct()
                .sorted()
                .map(worker -> new QueueReport.Worker(worker, of(worker, idle) + of(worker, busy), of(worker, busy)))
                .toList();
    }

    int count(Instant now) {
        forgetSilent(now);
        return idle.size() + busy.size();
    }

    private static int of(String worker, Map<String, Seen> slots) {
        return (int) slots.values().stream()
                .filter(seen -> seen.worker().equals(worker))
                .count();
    }

    private void forgetSilent(Instant now) {
        Instant since = now.minus(SILENCE);
        idle.values().removeIf(seen -> seen.at().isBefore(since));
        busy.values().removeIf(seen -> seen.at().isBefore(since));
    }
}
