package dev.lectern.job;

import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.MDC;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * What a line of the log is about. Its parts are fields of the line, not words in its message: the log as text shows them as
 * {@code name=value} before the message, the log as JSON as members of the object.
 *
 * @param trace of the request that the work goes back to, see {@link Ids#newTrace()}; each part is null if there is none or if
 *     it is not known
 * @param session whose recording
 * @param worker who does it (one JVM)
 * @param job what for
 * @param task which part of the job
 * @param attempt how many times the task was handed out
 */
public record Subject(String trace, String session, String worker, String job, TaskName task, Integer attempt) {

    /** About a session as a whole. */
    public static Subject session(String session) {
        return new Subject(null, session, null, null, null, null);
    }

    /** About a job as a whole. */
    public static Subject job(String job, String trace) {
        return new Subject(trace, null, null, job, null, null);
    }

    /** About a job as a whole. */
    public static Subject of(Job job) {
        return new Subject(job.trace(), job.sessionId(), null, job.id(), null, null);
    }

    /** About one task of the job. */
    public Subject task(TaskName which, int attemptNow) {
        return new Subject(trace, session, worker, job, which, attemptNow);
    }

    /** The same in the hands of a worker. */
    public Subject with(String whose) {
        return new Subject(trace, session, whose, job, task, attempt);
    }

    /** Begins a line: {@code subject.on(LOG.atInfo()).log("finished")}. */
    public LoggingEventBuilder on(LoggingEventBuilder line) {
        LoggingEventBuilder begun = line;
        for (Map.Entry<String, Object> field : fields().entrySet()) {
            begun = begun.addKeyValue(field.getKey(), field.getValue());
        }
        return begun;
    }

    /** All that this thread says is about it until the answer is closed: for code that has never heard of jobs. */
    public Scope onThread() {
        Map<String, Object> fields = fields();
        fields.forEach((name, value) -> MDC.put(name, value.toString()));
        return () -> fields.keySet().forEach(MDC::remove);
    }

    /** Ends by being closed, on the same thread. */
    @FunctionalInterface
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }

    private Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        put(fields, "trace", trace);
        put(fields, "session", session);
        put(fields, "worker", worker);
        put(fields, "job", job);
        put(fields, "task", task == null ? null : task.toString());
        put(fields, "attempt", attempt);
        return fields;
    }

    private static void put(Map<String, Object> fields, String name, Object value) {
        if (value != null) {
            fields.put(name, value);
        }
    }
}
