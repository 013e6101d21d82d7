package dev.lectern.coordinator;

import dev.lectern.bus.Addresses;
import dev.lectern.bus.Corrected;
import dev.lectern.bus.JobHint;
import dev.lectern.bus.Previewed;
import dev.lectern.bus.QueueReport;
import dev.lectern.bus.Renewal;
import dev.lectern.bus.SessionHint;
import dev.lectern.bus.SlotIdle;
import dev.lectern.bus.TaskReport;
import dev.lectern.bus.WorkerCard;
import dev.lectern.bus.WorkerRemoved;
import dev.lectern.events.EventLog;
import dev.lectern.job.JobEvent;
import dev.lectern.queue.LeasePolicy;
import dev.lectern.queue.TaskQueue;
import dev.lectern.store.Store;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens to slots and to HTTP, keeps the timers, and leaves every decision to the classes beside it. */
public final class CoordinatorVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(CoordinatorVerticle.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration PASS = Duration.ofSeconds(10);
    private static final int FAILED = 1;

    private final Seams seams;
    private final Duration look;
    private final Duration pass;
    private Crew crew;
    private Herald herald;
    private JobDesk desk;
    private Standings standings;
    private Cancellation cancellation;
    private Dispatch dispatch;
    private Advance advance;
    private LeaseWatch leases;
    private Reports reports;
    private Erasure erasure;
    private boolean wasUp;
    private boolean passing;

    /**
     * What a coordinator works with.
     *
     * @param deadHolder whether a holder of leases is known to be gone, so that its tasks need not wait for their leases to lapse
     * @param departures slots that left, as far as somebody sees it
     * @param queueUp whether the queue can be reached at the moment
     * @param figures is told what is worth counting
     */
    public record Seams(
            Store store,
            TaskQueue queue,
            EventLog events,
            Shelf shelf,
            LeasePolicy policy,
            Predicate<String> deadHolder,
            Departures departures,
            Supplier<Boolean> queueUp,
            Figures figures,
            Clock clock) {

        public Seams {
            Objects.requireNonNull(store);
            Objects.requireNonNull(queue);
            Objects.requireNonNull(events);
            Objects.requireNonNull(shelf);
            Objects.requireNonNull(policy);
            Objects.requireNonNull(deadHolder);
            Objects.requireNonNull(departures);
            Objects.requireNonNull(queueUp);
            Objects.requireNonNull(figures);
            Objects.requireNonNull(clock);
        }
    }

    public CoordinatorVerticle(Seams seams) {
        this(seams, LOOK, PASS);
    }

    /**
     * A coordinator in more of a hurry, for tests.
     *
     * @param look between two looks at the leases
     * @param pass between two passes over all jobs
     */
    CoordinatorVerticle(Seams seams, Duration look, Duration pass) {
        this.seams = seams;
        this.look = look;
        this.pass = pass;
    }

    @Override
    public Future<?> start() {
        EventBus bus = vertx.eventBus();
        herald = new Herald(bus, seams.store(), seams.events(), seams.figures(), seams.clock());
        TimedQueue queue = new TimedQueue(seams.queue(), seams.figures(), seams.clock());
        desk = new JobDesk(seams.store(), queue, herald, seams.clock());
        standings = new Standings(desk);
        crew = new Crew(seams.shelf().detector(), seams.departures(), seams.deadHolder(), seams.clock());
        cancellation = new Cancellation(bus, desk, standings, crew);
        dispatch = new Dispatch(vertx, desk, seams.shelf(), crew, standings);
        advance = new Advance(desk, seams.shelf(), standings, crew::count, dispatch::pump);
        leases = new LeaseWatch(desk, seams.policy(), cancellation, crew, dispatch::pump);
        reports = new Reports(desk, seams.shelf(), seams.policy(), cancellation, crew, seams.figures(), dispatch::has);

        erasure = new Erasure(desk, seams.events());

        bus.<SlotIdle>consumer(Addresses.IDLE, message -> idle(message.body()));
        bus.<Renewal>consumer(Addresses.RENEW, message -> answer(message, renewed(message.body())));
        bus.<TaskReport>consumer(Addresses.REPORT, message -> answer(message, reported(message.body())));
        bus.<JobHint>consumer(
                Addresses.JOB_ADDED, message -> added(message.body().jobId()));
        bus.<JobHint>consumer(Addresses.JOB_REMOVED, message -> answer(message, removed(message.body())));
        bus.<SessionHint>consumer(Addresses.SESSION_REMOVED, message -> sessionRemoved(message.body()));
        bus.<Corrected>consumer(Addresses.CORRECTED, message -> herald.tellCorrected(message.body()));
        bus.<Previewed>consumer(Addresses.PREVIEWED, message -> herald.tellPreviewed(message.body()));
        bus.<WorkerCard>consumer(Addresses.WORKER, this::shown);
        bus.<WorkerRemoved>consumer(
                Addresses.WORKER_REMOVED, message -> answer(message, workerRemoved(message.body())));
        bus.consumer(Addresses.ROSTER, message -> message.reply(crew.report()));
        bus.consumer(Addresses.QUEUE, message -> message.reply(report()));
        bus.consumer(Addresses.RECOVER, message -> answer(message, pass(advance::advanceAll)));
        vertx.setPeriodic(look.toMillis(), timer -> look());
        vertx.setPeriodic(pass.toMillis(), timer -> passAgain());
        look();
        return Future.succeededFuture();
    }

    private void shown(Message<WorkerCard> card) {
        crew.shown(card.body());
        card.reply(true);
    }

    private Future<Boolean> workerRemoved(WorkerRemoved removed) {
        crew.shutOut(removed.worker());
        if (removed.othersCutOff()) {
            leases.cutOff();
        }
        return leases.look()
                .onSuccess(looked -> dispatch.pump())
                // What could not be taken back now is looked at again in a second.
                .otherwiseEmpty()
                .map(true);
    }

    private void idle(SlotIdle slot) {
        crew.idle(slot);
        leases.heard(slot.slot());
        dispatch.pump();
    }

    private Future<Boolean> renewed(Renewal renewal) {
        crew.renewed(renewal);
        leases.heard(renewal.lease().holder());
        desk.subjects().has(renewal.worker(), renewal.lease());
        return desk.queue().renew(renewal.lease()).onComplete(good -> {
            if (good.succeeded() && good.result()) {
                dispatch.has(renewal.lease(), renewal.worker());
            }
            // A queue that is out of reach does not keep the work from going on.
            if (good.failed() || good.result()) {
                standings.moved(renewal.lease(), renewal.progress());
            }
        });
    }

    private Future<Boolean> reported(TaskReport report) {
        standings.left(report.lease().jobId(), report.lease().task(), report.failure() == null);
        return reports.take(report).onSuccess(taken -> advanced(report.lease().jobId()));
    }

    /** Advancing comes after what was being looked at when the job was deleted, so that nothing of it is offered again. */
    private Future<Boolean> removed(JobHint job) {
        String jobId = job.jobId();
        if (job.sessionId() != null) {
            herald.tell(
                    new JobEvent.Cancelled(jobId, job.sessionId(), seams.clock().instant()));
        }
        return cancellation
                .stop(jobId)
                .compose(stopped -> advance.advance(jobId))
                .otherwise(false)
                .map(true);
    }

    private void sessionRemoved(SessionHint session) {
        herald.tellDeleted(session);
        erasure.erase(session.sessionId());
    }

    private void added(String jobId) {
        herald.tellQueued(jobId).onComplete(told -> advanced(jobId));
    }

    private void advanced(String jobId) {
        advance.advance(jobId).onFailure(e -> desk.subjects()
                .about(jobId)
                .on(LOG.atInfo())
                .log("waits: {}", e.getMessage() == null ? e : e.getMessage()));
    }

    /** Runs once a second: watches the leases, and passes over all jobs when the queue came back. */
    private void look() {
        boolean up = seams.queueUp().get();
        boolean back = up && !wasUp;
        wasUp = up;
        standings.watch();
        crew.look();
        if (!up) {
            return;
        }
        herald.pump();
        Future<?> looked = back ? pass(advance::advanceAll) : leases.look();
        looked.onSuccess(done -> dispatch.pump()).onFailure(e -> LOG.debug("look failed: {}", e.toString()));
    }

    /** One that takes longer than the time between two is not overtaken by the next. */
    private void passAgain() {
        if (!passing) {
            passing = true;
            pass(advance::advanceSome).onComplete(done -> {
                passing = false;
                if (done.failed()) {
                    LOG.debug("pass failed: {}", done.cause().toString());
                }
            });
        }
    }

    private Future<Integer> pass(Supplier<Future<Integer>> jobs) {
        erasure.erase();
        desk.queue()
                .dismiss(crew::unknown)
                .onFailure(e -> LOG.debug("holders that are gone stay for now: {}", e.toString()));
        return leases.look()
                // What is wrong with a lease must keep no job from going on; without the queue none can.
                .recover(e -> seams.queueUp().get() ? Future.succeededFuture() : Future.failedFuture(e))
                .compose(done -> jobs.get());
    }

    private QueueReport report() {
        return new QueueReport(crew.workers(), seams.queueUp().get());
    }

    private static <T> void answer(Message<?> message, Future<T> answer) {
        answer.onSuccess(message::reply).onFailure(e -> message.fail(FAILED, String.valueOf(e.getMessage())));
    }
}
