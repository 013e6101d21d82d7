package dev.lectern.coordinator;

import dev.lectern.job.Forecast;
import dev.lectern.job.JobEvent;
import dev.lectern.job.Pace;
import dev.lectern.job.Pipeline;
import dev.lectern.job.Progress;
import dev.lectern.job.Subject;
import dev.lectern.job.TaskKind;
import dev.lectern.job.TaskName;
import dev.lectern.queue.Lease;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the open jobs are, from what exists and from what slots say; written down, and told, at most twice a second per job. That
 * nothing moves is told too.
 */
final class Standings {

    private static final Logger LOG = LoggerFactory.getLogger(Standings.class);
    private static final Duration APART = Duration.ofMillis(500);
    /** Slots say how far they are every second, so this is long, and still sooner than a teacher begins to wonder. */
    private static final Duration STALLED = Duration.ofSeconds(15);

    private final JobDesk desk;
    private final Map<String, Standing> standings = new HashMap<>();

    Standings(JobDesk desk) {
        this.desk = desk;
    }

    /** What exists of a job has been looked at. */
    void looked(JobDesk.Open open, Pipeline.Made made) {
        Standing standing = standings.computeIfAbsent(open.job().id(), id -> new Standing(open));
        boolean more = standing.made != null
                && standing.made.detected().cardinality() < made.detected().cardinality();
        standing.made = made;
        if (made.inspection() != null) {
            standing.forecast.inspected(made.inspection());
        }
        if (more) {
            moved(standing);
        }
    }

    /** A slot took a task. */
    void began(Lease lease) {
        Standing standing = standings.get(lease.jobId());
        if (standing != null) {
            standing.forecast.began(lease.task(), desk.now());
            standing.attempt = lease.attempt();
            moved(standing);
        }
    }

    /** A slot said how far a task is. */
    void moved(Lease lease, double fraction) {
        Standing standing = standings.get(lease.jobId());
        if (standing != null && standing.forecast.moved(lease.task(), fraction, desk.now())) {
            standing.attempt = lease.attempt();
            moved(standing);
        }
    }

    /** A task is no longer under way; {@code made} if that is because it is done. */
    void left(String jobId, TaskName task, boolean made) {
        Standing standing = standings.get(jobId);
        if (standing != null) {
            standing.forecast.ended(task, made, desk.now());
        }
    }

    /** Tells what there was no time to tell, and that nothing moves where nothing does. Called every now and then. */
    void watch() {
        Instant now = desk.now();
        for (Standing standing : standings.values()) {
            boolean stalled = Duration.between(standing.movedAt, now).compareTo(STALLED) >= 0
                    && Duration.between(standing.written, now).compareTo(STALLED) >= 0;
            if (standing.unwritten || stalled) {
                write(standing, now);
            }
        }
    }

    void forget(String jobId) {
        standings.remove(jobId);
    }

    private void moved(Standing standing) {
        standing.movedAt = desk.now();
        standing.unwritten = true;
        write(standing, standing.movedAt);
    }

    private void write(Standing standing, Instant now) {
        if (standing.made == null || Duration.between(standing.written, now).compareTo(APART) < 0) {
            return;
        }
        standing.written = now;
        standing.unwritten = false;
        // What a failed attempt had done is lost, and nobody wants to see that.
        standing.highest = Math.max(
                standing.highest,
                Progress.of(standing.made, standing.open.job().parameters(), standing.forecast.fractions()));
        double progress = standing.highest;
        TaskKind stage = standing.stage();
        if (stage == null) {
            return;
        }
        Pace pace = standing.pace(stage, now);
        String id = standing.open.job().id();
        Future<Boolean> written = desk.store().jobs().progressed(id, progress, stage, pace, standing.movedAt);
        written.onFailure(e ->
                Subject.of(standing.open.job()).on(LOG.atWarn()).log("its progress was not written: {}", e.toString()));
        written.onSuccess(changed -> {
            if (changed) {
                desk.tell(new JobEvent.Progressed(
                        id,
                        standing.open.session().id(),
                        now,
                        progress,
                        stage.label(),
                        pace.etaSeconds(),
                        pace.framesPerSecond(),
                        pace.segmentsDone(),
                        pace.segments(),
                        pace.stalledSeconds()));
            }
        });
    }

    private static final class Standing {
        private final JobDesk.Open open;
        private final Forecast forecast;
        private Pipeline.Made made;
        private Instant movedAt;
        private Instant written = Instant.EPOCH;
        private boolean unwritten;
        private int attempt = 1;
        private TaskKind lastStage;
        private double highest;

        private Standing(JobDesk.Open open) {
            this.open = open;
            this.forecast = new Forecast(open.job().parameters());
            this.highest = open.job().progress();
            this.movedAt = open.job().updatedAt();
            this.lastStage = open.job().stage();
        }

        /** The one that is furthest of those under way, so that it does not jump to and fro; null before the first. */
        private TaskKind stage() {
            Set<TaskKind> kinds = forecast.kinds();
            if (!kinds.isEmpty()) {
                lastStage = Collections.max(kinds);
            }
            return lastStage;
        }

        private Pace pace(TaskKind stage, Instant now) {
            long still = Duration.between(movedAt, now).toSeconds();
            boolean stalled = still >= STALLED.toSeconds();
            int segments = Progress.segments(made, open.job().parameters());
            return new Pace(
                    attempt,
                    stalled ? null : forecast.seconds(made, now),
                    stalled ? null : forecast.picturesPerSecond(stage, made.inspection()),
                    Math.min(segments, made.detected().cardinality()),
                    segments,
                    stalled ? still : null);
        }
    }
}
