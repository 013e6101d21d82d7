package dev.lectern.coordinator;

import dev.lectern.job.Subject;
import dev.lectern.queue.Lease;
import java.util.HashMap;
import java.util.Map;

/** What is known of open jobs for the log: their traces, and who has which task. Only hints: what is not known is left out. */
final class Subjects {

    private final Map<String, String> traces = new HashMap<>();
    private final Map<String, Map<String, String>> workers = new HashMap<>();

    void open(String jobId, String trace) {
        traces.put(jobId, trace);
    }

    void forget(String jobId) {
        traces.remove(jobId);
        workers.remove(jobId);
    }

    /** A worker has a task. */
    void has(String worker, Lease lease) {
        if (traces.containsKey(lease.jobId())) {
            workers.computeIfAbsent(lease.jobId(), id -> new HashMap<>()).put(lease.entry(), worker);
        }
    }

    Subject about(String jobId) {
        return Subject.job(jobId, traces.get(jobId));
    }

    /** About a task, in the hands of who had it last. */
    Subject about(Lease lease) {
        return about(lease.jobId())
                .task(lease.task(), lease.attempt())
                .with(workers.getOrDefault(lease.jobId(), Map.of()).get(lease.entry()));
    }
}
