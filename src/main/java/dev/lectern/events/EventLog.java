package dev.lectern.events;

import dev.lectern.job.JobEvent;
import io.vertx.core.Future;
import java.util.List;

/** The log of what happened, oldest first. All methods fail when the log cannot be reached, and may be called again then. */
public interface EventLog {

    /** One event in the log. */
    record Entry(Place place, JobEvent event) {}

    /**
     * What the log holds.
     *
     * @param oldest the first event that is kept; {@link Place#START} if there is none
     * @param newest the last one that was ever added; {@link Place#START} if there was none
     */
    record Span(Place oldest, Place newest) {

        /** Whether everything that was added after a place can still be read. */
        public boolean reaches(Place place) {
            return place.equals(newest)
                    || !oldest.equals(Place.START) && place.compareTo(oldest) >= 0 && newest.after(place);
        }
    }

    /**
     * Adds an event; the oldest ones go when there are too many. To add the same again changes nothing.
     *
     * @return false if it was not added, because something else stands at its place or after it
     */
    Future<Boolean> append(Entry entry);

    /** What can be read at the moment. */
    Future<Span> span();

    /**
     * Reads on.
     *
     * @param after the last place that is known, or {@link Place#START}
     * @param most how many to read at most
     */
    Future<List<Entry>> after(Place after, int most);

    /** Removes everything about a session. */
    Future<Void> forget(String sessionId);

    /** Removes from the disk what events that were {@linkplain #forget forgotten} had held, if that is this log's to do. */
    default Future<Void> scrub() {
        return Future.succeededFuture();
    }
}
