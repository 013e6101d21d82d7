package dev.lectern.coordinator;

import dev.lectern.bus.RosterReport;
import dev.lectern.bus.WorkerCard;
import dev.lectern.queue.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The workers by name, from what they say and from what becomes of their tasks. Those that went away are remembered for a while. */
final class Roster {

    /** Workers show their cards every second. */
    private static final Duration SILENCE = Duration.ofSeconds(6);

    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final int MOST_AWAY = 32;

    private final Map<String, Entry> workers = new TreeMap<>();
    private final Map<String, Held> held = new LinkedHashMap<>();

    /** What a slot is at. */
    record Held(String worker, Lease lease, Instant since, double progress) {}

    /** What is known of one worker; {@code card} is null as long as it has not shown one. */
    private static final class Entry {
        private final String name;
        private WorkerCard card;
        private Instant lastSeen;
        private long done;
        private long failed;
        private long lost;

        private Entry(String name) {
            this.name = name;
        }

        boolean draining() {
            return card != null && card.draining();
        }

        boolean away(Instant now) {
            return lastSeen.isBefore(now.minus(SILENCE));
        }

        private RosterReport.State state(Conduct.Quarantine quarantine, RosterReport.State fit, Instant now) {
            if (away(now)) {
                return draining() ? RosterReport.State.GONE : RosterReport.State.LOST;
            }
            if (quarantine != null) {
                return RosterReport.State.QUARANTINED;
            }
            return fit != RosterReport.State.OTHER_MODEL && draining() ? RosterReport.State.DRAINING : fit;
        }

        private RosterReport.Worker told(
                RosterReport.State state, Conduct.Quarantine quarantine, List<RosterReport.Task> tasks) {
            return new RosterReport.Worker(
                    card,
                    lastSeen,
                    state,
                    quarantine == null ? null : quarantine.reason(),
                    quarantine == null ? null : quarantine.until(),
                    done,
                    failed,
                    lost,
                    tasks);
        }
    }

    /** A worker said who it is. */
    void shown(WorkerCard card, Instant now) {
        heard(card.worker(), now).card = card;
    }

    /** A slot has nothing to do. */
    void idle(String slot, String worker, Instant now) {
        heard(worker, now);
        held.remove(slot);
    }

    /** A slot was given a task. */
    void given(Lease lease, String worker, Instant now) {
        held.put(lease.holder(), new Held(worker, lease, now, 0));
    }

    /** A slot said how far it is. */
    void moved(Lease lease, String worker, double progress, Instant now) {
        heard(worker, now);
        Held before = held.get(lease.holder());
        Instant since = before != null && before.lease().equals(lease) ? before.since() : now;
        held.put(lease.holder(), new Held(worker, lease, since, progress));
    }

    /** What a slot is at, as far as that is known. */
    Optional<Held> held(String slot) {
        return Optional.ofNullable(held.get(slot));
    }

    /** A slot has nothing any more. */
    void left(String slot) {
        held.remove(slot);
    }

    void done(String worker, Instant now) {
        heard(worker, now).done++;
    }

    void failed(String worker, Instant now) {
        heard(worker, now).failed++;
    }

    /** Of a worker from which nothing was heard. */
    void lost(String worker) {
        Entry entry = workers.get(worker);
        if (entry != null) {
            entry.lost++;
        }
    }

    boolean draining(String worker) {
        return workers.containsKey(worker) && workers.get(worker).draining();
    }

    /**
     * How the workers are and what they are at; those that never showed a card are not among them.
     *
     * @param quarantines of a worker by its name
     * @param otherModel whether a worker, by its name, cannot be given tasks for its detector
     */
    RosterReport report(
            Function<String, Optional<Conduct.Quarantine>> quarantines, Predicate<String> otherModel, Instant now) {
        return new RosterReport(workers.values().stream()
                .filter(entry -> entry.card != null)
                .map(entry -> {
                    List<RosterReport.Task> tasks = tasksOf(entry.name);
                    Conduct.Quarantine quarantine =
                            quarantines.apply(entry.name).orElse(null);
                    RosterReport.State free = tasks.isEmpty() ? RosterReport.State.IDLE : RosterReport.State.BUSY;
                    RosterReport.State fit = otherModel.test(entry.name) ? RosterReport.State.OTHER_MODEL : free;
                    return entry.told(entry.state(quarantine, fit, now), quarantine, tasks);
                })
                .toList());
    }

    private List<RosterReport.Task> tasksOf(String worker) {
        return held.values().stream()
                .filter(one -> one.worker().equals(worker))
                .sorted(Comparator.comparing(Held::since))
                .map(one ->
                        new RosterReport.Task(one.lease().jobId(), one.lease().task(), one.since(), one.progress()))
                .toList();
    }

    private Entry heard(String worker, Instant now) {
        Entry entry = workers.computeIfAbsent(worker, Entry::new);
        entry.lastSeen = now;
        return entry;
    }

    /** Forgets a worker. Answers the slots of it that had something. */
    Set<String> forget(String worker) {
        workers.remove(worker);
        Set<String> slots = held.values().stream()
                .filter(one -> one.worker().equals(worker))
                .map(one -> one.lease().holder())
                .collect(Collectors.toSet());
        held.keySet().removeAll(slots);
        return slots;
    }

    /** Forgets those that are away for long, and of many the ones that are away for longest. */
    void forget(Instant now) {
        List<Entry> away = workers.values().stream()
                .filter(entry -> entry.away(now))
                .sorted(Comparator.comparing((Entry entry) -> entry.lastSeen).reversed())
                .toList();
        for (int i = 0; i < away.size(); i++) {
            if (i >= MOST_AWAY || away.get(i).lastSeen.isBefore(now.minus(REMEMBERED))) {
                String name = away.get(i).name;
                workers.remove(name);
                held.values().removeIf(one -> one.worker().equals(name));
            }
        }
    }
}
