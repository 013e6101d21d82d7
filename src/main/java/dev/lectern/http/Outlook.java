package dev.lectern.http;

import dev.lectern.job.Parameters;
import dev.lectern.job.Quality;
import dev.lectern.job.Session;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/** What can be said of how long it will take, before it begins. */
public interface Outlook {

    /**
     * How long it would take.
     *
     * @param seconds for each quality, if all slots are free; empty where nothing was measured yet that would tell
     * @param slots how many tasks are done at once now, all workers together
     */
    record Estimates(Map<Quality, OptionalLong> seconds, int slots) {

        public Estimates {
            seconds = Map.copyOf(seconds);
            for (Quality quality : Quality.values()) {
                Objects.requireNonNull(seconds.get(quality));
            }
        }
    }

    /**
     * How long it would take to process a recording now.
     *
     * @param parameters how; of its quality all are tried
     */
    Future<Estimates> estimates(Session session, Parameters parameters);
}
