package dev.lectern.coordinator;

import dev.lectern.bus.Addresses;
import dev.lectern.bus.SlotIdle;
import dev.lectern.bus.TaskOrder;
import dev.lectern.job.Pipeline;
import dev.lectern.job.TaskKind;
import dev.lectern.queue.Lease;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings idle slots and waiting tasks together: claims for one slot after the other, and meanwhile looks up what was claimed before. */
final class Dispatch {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);
    private static final DeliveryOptions HAND_OVER = new DeliveryOptions().setSendTimeout(2_000);
    /** Far beyond what handing out a task takes; an answer that never comes must not keep everybody from work for ever. */
    private static final long LOST_SECONDS = 30;
    /** They are forgotten when somebody speaks of them, and of some nobody ever does. */
    private static final int MOST_DOUBTFUL = 1_000;

    private final Vertx vertx;
    private final JobDesk desk;
    private final Shelf shelf;
    private final Crew crew;
    private final Standings standings;
    /** Orders of which it is not known whether they were taken, and that could not be taken back; by entry. */
    private final Map<String, TaskOrder> doubtful = new HashMap<>();

    private boolean pumping;
    private boolean again;

    Dispatch(Vertx vertx, JobDesk desk, Shelf shelf, Crew crew, Standings standings) {
        this.vertx = vertx;
        this.desk = desk;
        this.shelf = shelf;
        this.crew = crew;
        this.standings = standings;
    }

    /** Hands out tasks until there are no more idle slots or no more tasks. */
    void pump() {
        if (pumping) {
            again = true;
            return;
        }
        Iterator<SlotIdle> candidates = crew.candidates().iterator();
        if (!candidates.hasNext()) {
            return;
        }
        pumping = true;
        again = false;
        begin(candidates).timeout(LOST_SECONDS, TimeUnit.SECONDS).onComplete(this::served);
    }

    private Future<Boolean> begin(Iterator<SlotIdle> candidates) {
        try {
            return serve(candidates);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private void served(AsyncResult<Boolean> served) {
        pumping = false;
        if (served.failed()) {
            // The slot says again that it is idle, and the timer of the coordinator tries again.
            LOG.debug("no task could be handed out: {}", served.cause().toString());
        } else if (served.result() || again) {
            pump();
        }
    }

    /** A slot speaks of a task as its own, and rightly so: then it was taken, whatever became of the answer. */
    void has(Lease lease, String worker) {
        TaskOrder order = doubtful.remove(lease.entry());
        if (order != null && order.lease().equals(lease)) {
            begun(order, worker);
        }
    }

    /** Serves the first one that can be served. Answers whether it is worth going on, that is, whether there was a task. */
    private Future<Boolean> serve(Iterator<SlotIdle> candidates) {
        SlotIdle slot = candidates.next();
        Set<String> not = crew.notFor(slot.worker());
        return desk.queue().claim(slot.slot(), not).compose(claimed -> {
            if (claimed.isPresent()) {
                serve(slot, claimed.get());
                return Future.succeededFuture(true);
            }
            // What is there may be what this one must not have.
            return not.isEmpty() || !candidates.hasNext() ? Future.succeededFuture(false) : serve(candidates);
        });
    }

    /** Nobody waits for it: the other slots are served meanwhile, and this one gets nothing else. */
    private void serve(SlotIdle slot, Lease lease) {
        crew.sending(lease);
        order(lease).timeout(LOST_SECONDS, TimeUnit.SECONDS).onComplete(order -> {
            if (order.succeeded() && order.result().isPresent()) {
                handOver(order.result().get(), slot);
                return;
            }
            crew.sent(lease);
            if (order.succeeded()) {
                desk.queue().settle(lease).onComplete(settled -> pump());
            } else {
                desk.subjects()
                        .about(lease)
                        .with(slot.worker())
                        .on(LOG.atWarn())
                        .log("could not be looked up: {}", order.cause().toString());
                desk.queue()
                        .handBack(lease)
                        .onFailure(e -> LOG.debug("{} was not handed back: {}", lease, e.toString()));
            }
        });
    }

    /** The order for a lease; empty if its job has ended or its artefact exists. */
    private Future<Optional<TaskOrder>> order(Lease lease) {
        return desk.open(lease.jobId()).compose(found -> {
            if (found.isEmpty()) {
                return Future.succeededFuture(Optional.empty());
            }
            JobDesk.Open open = found.get();
            return shelf.made(open.job(), open.session()).compose(made -> {
                if (!Pipeline.missing(made, open.job()).contains(lease.task())) {
                    return Future.succeededFuture(Optional.empty());
                }
                return result(open, lease)
                        .map(result -> Optional.of(new TaskOrder(
                                lease,
                                open.session().id(),
                                open.job().parameters(),
                                made.inspection(),
                                shelf.detectionKey(open.session(), open.job().parameters(), made.inspection()),
                                result,
                                open.session().recordingSha256(),
                                open.session().recordingBytes(),
                                open.job().trace())));
            });
        });
    }

    /** What is to be drawn; null if the task draws nothing. */
    private Future<byte[]> result(JobDesk.Open open, Lease lease) {
        if (lease.task().kind() != TaskKind.RENDER) {
            return Future.succeededFuture(null);
        }
        return desk.store()
                .results()
                .find(open.session().id(), open.job().renders())
                .map(found -> found.orElseThrow().gzippedPayload().getBytes());
    }

    /** Nobody waits for the answer: a slot that died a moment ago must not keep the others from their tasks. */
    private void handOver(TaskOrder order, SlotIdle slot) {
        Lease lease = order.lease();
        crew.given(lease, slot.worker());
        vertx.eventBus()
                .request(Addresses.slot(slot.slot()), order, HAND_OVER)
                .onComplete(answered -> crew.sent(lease))
                .onSuccess(taken -> {
                    crew.taken(lease, slot.worker());
                    begun(order, slot.worker());
                })
                .onFailure(e -> notTaken(order, slot, e));
    }

    private void begun(TaskOrder order, String worker) {
        desk.begun(order.lease(), order.sessionId(), worker);
        standings.began(order.lease());
    }

    private void notTaken(TaskOrder order, SlotIdle slot, Throwable why) {
        Lease lease = order.lease();
        desk.subjects().about(lease).with(slot.worker()).on(LOG.atInfo()).log("was not taken by {}", slot.slot());
        if (why instanceof ReplyException answer && answer.failureType() == ReplyFailure.RECIPIENT_FAILURE) {
            crew.declined(lease, slot.worker());
        } else {
            crew.refused(lease);
        }
        desk.queue()
                .handBack(lease)
                .onSuccess(back -> pump())
                // The slot has it after all, or says that it has nothing, or its lease lapses.
                .onFailure(e -> {
                    doubt(order);
                    LOG.debug("{} was not handed back: {}", lease, e.toString());
                });
    }

    private void doubt(TaskOrder order) {
        if (doubtful.size() >= MOST_DOUBTFUL) {
            doubtful.clear();
        }
        doubtful.put(order.lease().entry(), order);
    }
}
