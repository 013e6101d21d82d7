package dev.lectern.coordinator;

import dev.lectern.queue.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who failed at what, and who therefore gets nothing for a while.
 *
 * <p>That a task failed says nothing about the worker: the recording may be bad, and a bad recording fails everywhere. That another
 * worker then did the same task does. So a worker is blamed for what it failed at only when that was done elsewhere, and three times
 * in a row, without a success of its own between, put it in quarantine. A bad recording blames nobody, for nobody succeeds; a bad
 * worker is found out with a single job, as soon as there is another one to compare it with; one that is alone is never put away, for
 * then nothing would work at all.
 *
 * <p>What fails together counts once: a worker that dies loses the tasks of all its slots, and a bad recording that took it down must
 * not blame it for the good ones beside it. So everything that had begun before a failure belongs to that failure, and it blames the
 * worker only if every task of it was done elsewhere. If one of them ends with its job undone, it may have been the cause.
 *
 * <p>A quarantine takes a minute; then the worker gets one task. A success ends everything, a failure doubles the time, up to half an
 * hour. All of this is memory: a server that starts again thinks well of everybody.
 */
final class Conduct {

    private static final Logger LOG = LoggerFactory.getLogger(Conduct.class);
    private static final int BLAMES = 3;
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofMinutes(30);
    /** So long a task waits for somebody who has not failed at it: then better the same again than nobody. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final Map<String, Record> records = new HashMap<>();
    private final Map<String, Failures> failures = new LinkedHashMap<>();

    /**
     * A worker gets nothing.
     *
     * @param since when it failed last
     * @param until when it gets one task
     * @param time how long that is
     */
    record Quarantine(Instant since, Instant until, Duration time, String reason) {}

    /** Those that failed at one task. */
    private static final class Failures {
        private final String jobId;
        private final Map<String, Instant> workers = new HashMap<>();
        private Instant last;

        private Failures(String jobId) {
            this.jobId = jobId;
        }
    }

    /** What failed together. */
    private record Incident(Instant at, String reason, Set<String> open) {}

    private static final class Record {
        private final List<Incident> incidents = new ArrayList<>();
        private Instant lastFailure = Instant.EPOCH;
        private int blamed;
        private Quarantine quarantine;
    }

    /**
     * A worker failed at a task, or fell silent over it.
     *
     * @param began when it took it
     * @param reason a sentence
     */
    void failed(String worker, Lease lease, Instant began, String reason, Instant now) {
        couldNot(worker, lease, now);
        Record record = records.computeIfAbsent(worker, name -> new Record());
        Quarantine before = record.quarantine;
        if (before != null) {
            if (!began.isBefore(before.since())) {
                Duration twice = before.time().multipliedBy(2);
                Duration time = twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
                quarantine(worker, record, time, "It failed again when it was tried: " + reason, now);
            }
            return;
        }
        if (!began.isBefore(record.lastFailure)) {
            record.lastFailure = now;
            record.incidents.add(new Incident(now, reason, new HashSet<>(Set.of(lease.entry()))));
        } else {
            // If that was counted already, this adds nothing to it.
            newest(record).ifPresent(incident -> incident.open().add(lease.entry()));
        }
    }

    /** A task failed for what its worker may or may not be to blame for: another one tries it next. */
    void couldNot(String worker, Lease lease, Instant now) {
        forgetOld(now);
        Failures of = failures.computeIfAbsent(lease.entry(), entry -> new Failures(lease.jobId()));
        of.workers.put(worker, now);
        of.last = now;
    }

    /** A worker did a task: it is a good one, and those that failed at it are not. */
    void succeeded(String worker, Lease lease, Instant now) {
        Record own = records.remove(worker);
        if (own != null && own.quarantine != null) {
            LOG.info("worker {} did a task and is out of quarantine", worker);
        }
        Failures of = failures.remove(lease.entry());
        if (of == null) {
            return;
        }
        for (String other : of.workers.keySet()) {
            Record record = records.get(other);
            if (record != null) {
                done(other, record, lease.entry(), now);
            }
        }
    }

    private static void done(String worker, Record record, String entry, Instant now) {
        List<Incident> proven = record.incidents.stream()
                .filter(incident ->
                        incident.open().remove(entry) && incident.open().isEmpty())
                .toList();
        record.incidents.removeAll(proven);
        record.blamed += proven.size();
        if (record.blamed >= BLAMES && record.quarantine == null) {
            String last = proven.get(proven.size() - 1).reason();
            String reason = "It failed " + BLAMES + " times in a row at what others could do: " + last;
            quarantine(worker, record, FIRST, reason, now);
        }
    }

    private static void quarantine(String worker, Record record, Duration time, String reason, Instant now) {
        record.quarantine = new Quarantine(now, now.plus(time), time, reason);
        record.incidents.clear();
        LOG.warn("worker {} gets no tasks for {} s. {}", worker, time.toSeconds(), reason);
    }

    /** A job ended or was deleted: what failed of it, and together with it, blames nobody. */
    void ended(String jobId) {
        Set<String> entries = failures.entrySet().stream()
                .filter(one -> one.getValue().jobId.equals(jobId))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        failures.keySet().removeAll(entries);
        records.values()
                .forEach(record -> record.incidents.removeIf(
                        incident -> incident.open().stream().anyMatch(entries::contains)));
    }

    /** The quarantine of a worker; it lasts, beyond its time, until the worker did a task. */
    Optional<Quarantine> quarantine(String worker) {
        return Optional.ofNullable(records.get(worker)).map(record -> record.quarantine);
    }

    /**
     * The tasks that a worker must not get, because it failed at them and somebody is there who did not.
     *
     * @param sound the workers that can be given tasks
     * @return entries of the queue
     */
    Set<String> notFor(String worker, Set<String> sound, Instant now) {
        return failures.entrySet().stream()
                .filter(one -> {
                    Instant at = one.getValue().workers.get(worker);
                    return at != null
                            && at.isAfter(now.minus(PATIENCE))
                            && !one.getValue().workers.keySet().containsAll(sound);
                })
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Optional<Incident> newest(Record record) {
        return record.incidents.isEmpty()
                ? Optional.empty()
                : Optional.of(record.incidents.get(record.incidents.size() - 1));
    }

    private void forgetOld(Instant now) {
        Instant since = now.minus(REMEMBERED);
        failures.values().removeIf(of -> of.last.isBefore(since));
        records.values()
                .forEach(record ->
                        record.incidents.removeIf(incident -> incident.at().isBefore(since)));
        records.values()
                .removeIf(record -> record.lastFailure.isBefore(since)
                        && (record.quarantine == null
                                || record.quarantine.until().isBefore(since)));
    }
}
