package dev.lectern.coordinator;

import dev.lectern.job.Job;
import dev.lectern.job.JobState;
import dev.lectern.job.Pipeline;
import dev.lectern.job.TaskName;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one operation that moves jobs: look at what exists of a job and offer what is missing. Idempotent. */
final class Advance {

    private static final Logger LOG = LoggerFactory.getLogger(Advance.class);

    /**
     * How many tasks of one job may wait in the queue beyond one for each slot: few, so that a short recording does not wait behind a
     * long one, and some, so that a slot that is done finds the next task there.
     */
    private static final int WINDOW = 8;

    /** How many of the jobs that wait are looked at in one turn, so that a long queue costs no more than a short one. */
    static final int TURN = 100;

    /** Far beyond what looking at a job takes; an answer that never comes must not keep the job from being looked at for ever. */
    private static final long LOST_SECONDS = 60;

    private final JobDesk desk;
    private final Shelf shelf;
    private final Standings standings;
    private final IntSupplier slots;
    private final Runnable offered;
    private final Map<String, Future<?>> underWay = new HashMap<>();
    /** How many jobs that wait come before the one at which the next turn begins. */
    private int waitingSeen;

    /**
     * The operation.
     *
     * @param slots how many slots there are
     * @param offered is told when there is something new in the queue
     */
    Advance(JobDesk desk, Shelf shelf, Standings standings, IntSupplier slots, Runnable offered) {
        this.desk = desk;
        this.shelf = shelf;
        this.standings = standings;
        this.slots = slots;
        this.offered = offered;
    }

    /** Advances one job. Answers whether something was missing in the queue. One after the other for the same job. */
    Future<Boolean> advance(String jobId) {
        Future<?> before = underWay.getOrDefault(jobId, Future.succeededFuture());
        Future<Boolean> mine = before.transform(done -> look(jobId).timeout(LOST_SECONDS, TimeUnit.SECONDS));
        underWay.put(jobId, mine);
        mine.onComplete(done -> underWay.remove(jobId, mine));
        return mine;
    }

    /** Advances every job that has work to do. Answers for how many something was missing in the queue. */
    Future<Integer> advanceAll() {
        return desk.store().jobs().active().compose(jobs -> advanceAll(jobs, 0, 0));
    }

    /** Advances every job that is under way and some of those that wait, others each time. Answers as {@link #advanceAll}. */
    Future<Integer> advanceSome() {
        return desk.store().jobs().active().compose(jobs -> advanceAll(some(jobs), 0, 0));
    }

    private List<Job> some(List<Job> jobs) {
        List<Job> some = new ArrayList<>();
        List<Job> waiting = new ArrayList<>();
        jobs.forEach(job -> (job.state() == JobState.QUEUED ? waiting : some).add(job));
        int first = waitingSeen < waiting.size() ? waitingSeen : 0;
        int end = Math.min(first + TURN, waiting.size());
        waitingSeen = end;
        some.addAll(waiting.subList(first, end));
        return some;
    }

    private Future<Integer> advanceAll(List<Job> jobs, int index, int moved) {
        if (index == jobs.size()) {
            return Future.succeededFuture(moved);
        }
        String jobId = jobs.get(index).id();
        return advance(jobId)
                .recover(e -> {
                    desk.subjects()
                            .about(jobId)
                            .on(LOG.atWarn())
                            .setCause(e)
                            .log("could not be advanced; the others go on");
                    return Future.succeededFuture(false);
                })
                .compose(wasMissing -> advanceAll(jobs, index + 1, wasMissing ? moved + 1 : moved));
    }

    private Future<Boolean> look(String jobId) {
        return desk.open(jobId).compose(found -> {
            if (found.isEmpty()) {
                standings.forget(jobId);
                return desk.queue().remove(jobId).map(false);
            }
            JobDesk.Open open = found.get();
            return shelf.made(open.job(), open.session()).compose(made -> {
                standings.looked(open, made);
                return offer(open.job(), made);
            });
        });
    }

    private Future<Boolean> offer(Job job, Pipeline.Made made) {
        List<TaskName> missing = Pipeline.missing(made, job);
        if (missing.isEmpty()) {
            return desk.complete(job).map(false);
        }
        int window = WINDOW + slots.getAsInt();
        return desk.queue()
                .offer(job.id(), missing.subList(0, Math.min(window, missing.size())))
                .map(added -> {
                    if (added > 0) {
                        offered.run();
                    }
                    return added > 0;
                });
    }
}
