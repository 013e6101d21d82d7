package dev.lectern.coordinator;

import dev.lectern.bus.QueueReport;
import dev.lectern.bus.SlotIdle;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Who is there, from what slots say about themselves. A slot that says nothing for a while is not there. */
final class Slots {

    private static final Duration SILENCE = Duration.ofSeconds(6);

    private final Map<String, Seen> idle = new LinkedHashMap<>();
    private final Map<String, Seen> busy = new LinkedHashMap<>();

    /** Those that a task is on its way to: whatever they say now, they said it before they heard of it. */
    private final Set<String> awaited = new HashSet<>();

    /** Those of workers that were shut out; an id is never used again. */
    private final Set<String> shutOut = new HashSet<>();

    private record Seen(String worker, String detector, Instant at) {}

    void idle(SlotIdle slot, Instant now) {
        busy.remove(slot.slot());
        idle.put(slot.slot(), new Seen(slot.worker(), slot.detector(), now));
    }

    void busy(String slot, String worker, Instant now) {
        idle.remove(slot);
        busy.put(slot, new Seen(worker, null, now));
    }

    /** A task is on its way to a slot, which is to get no other one. */
    void await(String slot) {
        awaited.add(slot);
    }

    /** The slot has its task, or will not have it. */
    void arrived(String slot) {
        awaited.remove(slot);
    }

    /**
     * Who is to get the next task: one idle slot of each worker, those with the fewest busy slots first, so that all machines work
     * on one recording; among equals those that are idle for longest. They stay so until they are {@linkplain #await awaited}.
     */
    List<SlotIdle> candidates(Predicate<SlotIdle> fit, Instant now) {
        forgetSilent(now);
        Map<String, SlotIdle> longest = new LinkedHashMap<>();
        idle.forEach((slot, seen) -> {
            SlotIdle said = new SlotIdle(slot, seen.worker(), seen.detector());
            if (!awaited.contains(slot) && !longest.containsKey(seen.worker()) && fit.test(said)) {
                longest.put(seen.worker(), said);
            }
        });
        return longest.values().stream()
                .sorted(Comparator.comparingInt(slot -> busyOf(slot.worker())))
                .toList();
    }

    /** A slot did not answer: it is not there until it says so again. */
    void gone(String slot) {
        idle.remove(slot);
        busy.remove(slot);
    }

    /**
     * A worker was shut out: none of its slots will ever be there again.
     *
     * @param more slots of it that may not be there now
     */
    void shutOut(String worker, Set<String> more) {
        shutOut.addAll(more);
        for (Map<String, Seen> slots : List.of(idle, busy)) {
            slots.forEach((slot, seen) -> {
                if (seen.worker().equals(worker)) {
                    shutOut.add(slot);
                }
            });
            slots.keySet().removeAll(shutOut);
        }
    }

    boolean isShutOut(String slot) {
        return shutOut.contains(slot);
    }

    /** How many slots of a worker have a task, or will have one in a moment. */
    int busyOf(String worker) {
        return of(worker, busy)
                + (int) awaited.stream()
                        .map(idle::get)
                        .filter(seen -> seen != null && seen.worker().equals(worker))
                        .count();
    }

    /** The slots that are there, with the names of their workers. */
    Map<String, String> present(Instant now) {
        forgetSilent(now);
        Map<String, String> present = new HashMap<>();
        idle.forEach((slot, seen) -> present.put(slot, seen.worker()));
        busy.forEach((slot, seen) -> present.put(slot, seen.worker()));
        return present;
    }

    /** Whether an idle slot of a worker has another detector; a slot that got a task has the right one. */
    boolean idleWithOther(String worker, String detector) {
        return idle.values().stream()
                .anyMatch(
                        seen -> seen.worker().equals(worker) && !seen.detector().equals(detector));
    }

    /** Whether the last thing that a slot said, at this time or later, was that it has nothing to do. */
    boolean idleSince(String slot, Instant time) {
        Seen seen = idle.get(slot);
        return seen != null && !seen.at().isBefore(time);
    }

    /** Whether nothing was heard of a slot for so long. */
    boolean silent(String slot, Duration time, Instant now) {
        Seen seen = idle.getOrDefault(slot, busy.get(slot));
        return seen == null || !seen.at().isAfter(now.minus(time));
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
