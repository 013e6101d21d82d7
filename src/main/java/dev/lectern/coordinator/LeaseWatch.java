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
import java.util.Optional;
import java.util.function.Supplier;
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
    private final Runnable claimable;
    private final LostLeases lost = new LostLeases();
    private Instant lastLook = Instant.EPOCH;
    private Instant notBefore = Instant.EPOCH;

    /**
     * The watch.
     *
     * @param crew knows which holders are gone, and hears which ones lost their tasks
     * @param claimable is told when a task can be claimed
     */
    LeaseWatch(JobDesk desk, LeasePolicy policy, Cancellation cancellation, Crew crew, Runnable claimable) {
        this.desk = desk;
        this.policy = policy;
        this.cancellation = cancellation;
        this.crew = crew;
        this.claimable = claimable;
    }

    /** Looks at everything that was handed out. */
    Future<Void> look() {
        return desk.queue().held().compose(held -> draw(consequences(held), 0));
    }

    /** Nobody could say anything for a while: everybody gets the time that is given after the start. */
    void cutOff() {
        spare(policy.lease().plus(REUNION));
    }

    private void spare(Duration time) {
        Instant rested = desk.now().plus(time);
        notBefore = rested.isAfter(notBefore) ? rested : notBefore;
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
            cutOff();
        } else if (Duration.between(lastLook, now).compareTo(policy.lease().dividedBy(2)) > 0) {
            spare(policy.lease());
        }
        lastLook = now;
        return now.isBefore(notBefore);
    }

    /** What is to be done about what was handed out; most of it is where it should be. */
    private List<Supplier<Future<?>>> consequences(List<HeldTask> held) {
        boolean early = early();
        return held.stream().flatMap(one -> consequence(one, early).stream()).toList();
    }

    private Future<Void> draw(List<Supplier<Future<?>>> consequences, int index) {
        if (index == consequences.size()) {
            return Future.succeededFuture();
        }
        return consequences.get(index).get().transform(done -> {
            if (done.failed()) {
                // What is wrong with one task must not keep the others where they are.
                LOG.debug("a task stays where it is for now: {}", String.valueOf(done.cause()));
            }
            return draw(consequences, index + 1);
        });
    }

    private Optional<Supplier<Future<?>>> consequence(HeldTask held, boolean early) {
        Lease lease = held.lease();
        if (isSlot(lease) && crew.isShutOut(lease.holder())) {
            return Optional.of(() -> takeFromRemoved(lease));
        }
        if (isSlot(lease) && crew.denies(held)) {
            // The answer of a claim or the news of a hand-over was lost, so nobody ever began with it.
            return Optional.of(() -> takeBack(lease));
        }
        if (early && isSlot(lease) && !crew.gone(lease.holder())) {
            return Optional.empty();
        }
        LeasePolicy.Verdict verdict = policy.judge(held, crew::gone, crew::dead);
        if (verdict != LeasePolicy.Verdict.LEAVE && isSlot(lease) && crew.spares(lease)) {
            return Optional.of(() -> released(lease, desk.queue().handBack(lease)));
        }
        return switch (verdict) {
            case LEAVE -> Optional.empty();
            case RELEASE -> Optional.of(() -> release(lease));
            case POISON -> Optional.of(() -> giveUp(held));
        };
    }

    private static boolean isSlot(Lease lease) {
        return !lease.holder().equals(TaskQueue.BACKOFF) && !lease.holder().equals(TaskQueue.RELEASED);
    }

    private Future<?> release(Lease lease) {
        return released(lease, desk.queue().release(lease).onSuccess(done -> {
            if (done && isSlot(lease)) {
                lost.lost(lease, desk.now());
            }
        }));
    }

    private Future<?> released(Lease lease, Future<Boolean> release) {
        return release.compose(done -> {
            if (!done) {
                return Future.succeededFuture();
            }
            desk.subjects().about(lease).on(LOG.atInfo()).log("is released from {}", lease.holder());
            claimable.run();
            if (isSlot(lease)) {
                crew.lost(lease);
                desk.queue().lost(lease.task().kind());
            } else {
                // It was put off after a failure, and that was told then.
                return Future.succeededFuture();
            }
            return tellRetried(lease, "its worker fell silent");
        });
    }

    private Future<?> tellRetried(Lease lease, String reason) {
        return desk.open(lease.jobId())
                .onSuccess(open -> open.ifPresent(job -> desk.tell(new JobEvent.TaskRetried(
                        lease.jobId(), job.session().id(), desk.now(), lease.task(), lease.attempt(), reason))));
    }

    /** That its worker was shut out is nobody's failure, so no attempt is spent. */
    private Future<?> takeFromRemoved(Lease lease) {
        return desk.queue().handBack(lease).compose(done -> {
            if (!done) {
                return Future.succeededFuture();
            }
            desk.subjects().about(lease).on(LOG.atInfo()).log("is taken from {}, which was shut out", lease.holder());
            claimable.run();
            return tellRetried(lease, "its worker was removed");
        });
    }

    private Future<?> takeBack(Lease lease) {
        return desk.queue().handBack(lease).onSuccess(done -> {
            if (done) {
                desk.subjects().about(lease).on(LOG.atInfo()).log("never came to {}", lease.holder());
                claimable.run();
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
