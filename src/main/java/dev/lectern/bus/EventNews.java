package dev.lectern.bus;

import dev.lectern.job.JobEvent;
import java.util.Objects;

/**
 * Something happened, and the log has it.
 *
 * @param place where in the log
 * @param event what happened
 */
public record EventNews(String place, JobEvent event) {

    public EventNews {
        Objects.requireNonNull(place);
        Objects.requireNonNull(event);
    }
}
