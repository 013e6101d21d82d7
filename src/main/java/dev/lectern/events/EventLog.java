package dev.lectern.events;

import dev.lectern.job.JobEvent;
import io.vertx.core.Future;
import java.util.List;

/** The log of what happened, oldest first. All methods fail when the log cannot be reached. */
public interface EventLog {

    /**
     * One event in the log.
     *
     * @param id its place; ids rise with time
     */
    record Entry(String id, JobEvent event) {}

    /** The place before the first event. */
    String START = "0-0";

    /**
     * Adds an event; the oldest ones go when there are too many.
     *
     * @return its id
     */
    Future<String> append(JobEvent event);

    /**
     * Reads on.
     *
     * @param after the id of the last event that is known, or {@link #START}
     * @param most how many to read at most
     */
    Future<List<Entry>> after(String after, int most);

    /** Removes everything about a session. */
    Future<Void> forget(String sessionId);
}
