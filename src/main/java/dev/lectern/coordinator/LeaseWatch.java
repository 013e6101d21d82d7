package dev.lectern.coordinator;

import dev.lectern.job.JobEvent;
import dev.lectern.queue.HeldTask;
import dev.lectern.queue.Lease;
import dev.lectern.queue.LeasePolicy;
import dev.lectern.queue.TaskQueue;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes tasks from holders that fell silent, and brings back those that were put off. */
final class LeaseWatch {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseWatch.class);
    /** A worker whose server was away enrols and joins again, which takes some seconds. */
    private static final Duration REUNION = Duration.ofSeconds(22);

    private static final String POISON = "Processing this recording stopped the program %d times, so it was given up. "
            + "The file may be damaged: play it and export it again with another program, then upload that.";

    private final JobDesk desk;
    private final LeasePolicy policy;
    private final Cancellation cancellation;
    private final Crew crew;
    private final Runnable released;
    private final LostLeases lost = new LostLeases();
    private Instant lastLook = Instant.EPOCH;
    private Instant notBefore = Instant.EPOCH;

    /**
     * The watch.
     *
     * @param crew knows which holders are gone, and hears which ones lost their tasks
     * @param released is told when a task can be claimed
     */
    LeaseWatch(JobDesk desk, LeasePolicy policy, Cancellation cancellation, Crew crew, Runnable released) {
        this.desk = desk;
        this.policy = policy;
        this.cancellation = cancellation;
        this.crew = crew;
        this.released = released;
    }

    /** Looks at everything that was handed out. */
    Future<Void> look() {
        return desk.queue().held().compose(held -> settle(held, 0, early()));
    }

    /** A slot said something: if it had lost a task, that attempt does not count. */
    void heard(String slot) {
        Instant now = desk.now();
        lost.heard(slot, now).ifPresent(lease -> desk.queue()
                .excuse(lease)
                .onSuccess(there -> {
                    if (there) {
                        desk.subjects()
                                .about(lease)
                                .on(LOG.atInfo())
                                .log("was lost by {}, which lives: that attempt does not count", slot);
                    }
                })
                // With its next word, then.
                .onFailure(e -> lost.lost(lease, now)));
    }

    /**
     * Whether it is too early to call a slot silent. After the start, after the queue was out of reach, and after the computer
     * slept, nobody could renew either: everybody gets the time to do so before being judged. After the start that is the time to
     * find the server again, too, so that a server that is killed costs its workers nothing.
     */
    private boolean early() {
        Instant now = desk.now();
        if (lastLook.equals(Instant.EPOCH)) {
            notBefore = now.plus(policy.lease().plus(REUNION));
        } else if (Duration.between(lastLook, now).compareTo(policy.lease().dividedBy(2)) > 0) {
            Instant rested = now.plus(policy.lease());
            notBefore = rested.isAfter(notBefore) ? rested : notBefore;
        }
        lastLook = now;
        return now.isBefore(notBefore);
    }

    private Future<Void> settle(List<HeldTask> held, int index, boolean early) {
        if (index == held.size()) {
            return Future.succeededFuture();
        }
        HeldTask one = held.get(index);
        return Future.succeededFuture().compose(begin -> settle(one, early)).transform(done -> {
            if (done.failed()) {
                // What is wrong with one task must not keep the others where they are.
                LOG.debug("{} stays as it is for now: {}", one.lease(), String.valueOf(done.cause()));
            }
            return settle(held, index + 1, early);
        });
    }

    private Future<?> settle(HeldTask held, boolean early) {
        Lease lease = held.lease();
        if (isSlot(lease) && crew.denies(held)) {
            // The answer of a claim or the news of a hand-over was lost, so nobody ever began with it.
            return handedBack(lease);
        }
        if (early && isSlot(lease) && !crew.gone(lease.holder())) {
            return Future.succeededFuture();
        }
        LeasePolicy.Verdict verdict = policy.judge(held, crew::gone, crew::dead);
        if (verdict != LeasePolicy.Verdict.LEAVE && isSlot(lease) && crew.spares(lease)) {
            return release(lease, desk.queue().handBack(lease));
        }
        return switch (verdict) {
            case LEAVE -> Future.succeededFuture();
            case RELEASE -> release(lease, desk.queue().release(lease));
            case POISON -> giveUp(held);
        };
    }

    private static boolean isSlot(Lease lease) {
        return !lease.holder().equals(TaskQueue.BACKOFF) && !lease.holder().equals(TaskQueue.RELEASED);
    }

    private Future<?> release(Lease lease, Future<Boolean> release) {
        return release.compose(done -> {
            if (!done) {
                return Future.succeededFuture();
            }
            desk.subjects().about(lease).on(LOG.atInfo()).log("is released from {}", lease.holder());
            released.run();
            if (isSlot(lease)) {
                crew.lost(lease);
                lost.lost(lease, desk.now());
                desk.queue().lost(lease.task().kind());
            } else {
                // It was put off after a failure, and that was told then.
                return Future.succeededFuture();
            }
            return desk.open(lease.jobId())
                    .onSuccess(open -> open.ifPresent(job -> desk.tell(new JobEvent.TaskRetried(
                            lease.jobId(),
                            job.session().id(),
                            desk.now(),
                            lease.task(),
                            lease.attempt(),
                            "its worker fell silent"))));
        });
    }

    private Future<?> handedBack(Lease lease) {
        return desk.queue().handBack(lease).onSuccess(done -> {
            if (done) {
                desk.subjects().about(lease).on(LOG.atInfo()).log("never came to {}", lease.holder());
                released.run();
            }
        });
    }

    private Future<?> giveUp(HeldTask held) {
        Lease lease = held.lease();
        if (isSlot(lease)) {
            desk.queue().lost(lease.task().kind());
        }
        return desk.open(lease.jobId())
                .compose(open -> open.isEmpty()
                        ? Future.succeededFuture(false)
                        : desk.fail(open.get(), String.format(POISON, policy.counted(lease, held.excused()))))
                .onSuccess(done -> crew.lost(lease))
                .compose(done -> cancellation.stop(lease.jobId()));
    }
}
