package dev.lectern.outlook;

import dev.lectern.coordinator.Shelf;
import dev.lectern.http.Coordination;
import dev.lectern.http.Outlook;
import dev.lectern.http.QueueState;
import dev.lectern.job.Estimate;
import dev.lectern.job.Ids;
import dev.lectern.job.Job;
import dev.lectern.job.Parameters;
import dev.lectern.job.Quality;
import dev.lectern.job.Session;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Looks at what exists of a recording and who is there to work, and says how long the rest would take. */
public final class Prospect implements Outlook {

    private final Experience experience;
    private final Shelf shelf;
    private final Coordination coordination;
    private final Clock clock;

    public Prospect(Experience experience, Shelf shelf, Coordination coordination, Clock clock) {
        this.experience = experience;
        this.shelf = shelf;
        this.coordination = coordination;
        this.clock = clock;
    }

    @Override
    public Future<Estimates> estimates(Session session, Parameters parameters) {
        return coordination
                .queue()
                .map(queue -> queue.workers().stream()
                        .mapToInt(QueueState.Worker::slots)
                        .sum())
                .compose(slots -> Future.all(Arrays.stream(Quality.values())
                                .map(quality -> seconds(session, parameters.with(quality), slots))
                                .toList())
                        .map(all -> estimates(all.list(), slots)));
    }

    private static Estimates estimates(List<OptionalLong> seconds, int slots) {
        Map<Quality, OptionalLong> each = new EnumMap<>(Quality.class);
        for (Quality quality : Quality.values()) {
            each.put(quality, seconds.get(quality.ordinal()));
        }
        return new Estimates(each, slots);
    }

    private Future<OptionalLong> seconds(Session session, Parameters parameters, int slots) {
        // What exists depends on how a job is to be done, so it is asked for a job that nobody stores.
        Job asked = Job.queued(Ids.newJob(), session.id(), parameters, clock.instant());
        return shelf.made(asked, session).map(made -> Estimate.seconds(made, parameters, experience.speeds(), slots));
    }
}
