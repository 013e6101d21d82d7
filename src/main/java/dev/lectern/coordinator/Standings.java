package dev.lectern.coordinator;

import dev.lectern.job.JobEvent;
import dev.lectern.job.Pipeline;
import dev.lectern.job.Progress;
import dev.lectern.job.TaskName;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far the open jobs are, from what exists and from what slots say; written down at most twice a second per job. */
final class Standings {

    private static final Logger LOG = LoggerFactory.getLogger(Standings.class);
    private static final Duration APART = Duration.ofMillis(500);

    private final JobDesk desk;
    private final Map<String, Standing> standings = new HashMap<>();

    Standings(JobDesk desk) {
        this.desk = desk;
    }

    /** What exists of a job has been looked at. */
    void looked(JobDesk.Open open, Pipeline.Made made) {
        Standing standing = standings.computeIfAbsent(open.job().id(), id -> new Standing(open));
        standing.made = made;
    }

    /** A slot said how far a task is. */
    void moved(String jobId, TaskName task, double fraction) {
        Standing standing = standings.get(jobId);
        if (standing == null || standing.made == null) {
            return;
        }
        standing.running.put(task, fraction);
        Instant now = desk.now();
        if (Duration.between(standing.written, now).compareTo(APART) >= 0) {
            standing.written = now;
            write(standing, task, now);
        }
    }

    /** A task is no longer under way. */
    void left(String jobId, TaskName task) {
        Standing standing = standings.get(jobId);
        if (standing != null) {
            standing.running.remove(task);
        }
    }

    void forget(String jobId) {
        standings.remove(jobId);
    }

    private void write(Standing standing, TaskName task, Instant now) {
        // What a failed attempt had done is lost, and nobody wants to see that.
        standing.highest = Math.max(
                standing.highest, Progress.of(standing.made, standing.open.job().parameters(), standing.running));
        double progress = standing.highest;
        String id = standing.open.job().id();
        Future<Boolean> written = desk.store().jobs().progressed(id, progress, task.kind(), now);
        written.onFailure(e -> LOG.warn("job={} progress was not written: {}", id, e.toString()));
        written.onSuccess(changed -> {
            if (changed) {
                desk.tell(new JobEvent.Progressed(
                        id,
                        standing.open.session().id(),
                        now,
                        progress,
                        task.kind().label()));
            }
        });
    }

    private static final class Standing {
        private final JobDesk.Open open;
        private final Map<TaskName, Double> running = new HashMap<>();
        private Pipeline.Made made;
        private Instant written = Instant.EPOCH;
        private double highest;

        private Standing(JobDesk.Open open) {
            this.open = open;
            this.highest = open.job().progress();
        }
    }
}
