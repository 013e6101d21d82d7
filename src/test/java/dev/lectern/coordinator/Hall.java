package dev.lectern.coordinator;

import static dev.lectern.testing.Await.await;
import static dev.lectern.testing.Eventually.eventually;

import dev.lectern.bus.Addresses;
import dev.lectern.bus.JobHint;
import dev.lectern.bus.QueueReport;
import dev.lectern.bus.RecordCodec;
import dev.lectern.bus.RosterReport;
import dev.lectern.bus.WorkerCard;
import dev.lectern.events.EventLog;
import dev.lectern.events.MemoryEventLog;
import dev.lectern.events.Place;
import dev.lectern.job.DataFolder;
import dev.lectern.job.Ids;
import dev.lectern.job.Inspection;
import dev.lectern.job.Job;
import dev.lectern.job.JobEvent;
import dev.lectern.job.JobState;
import dev.lectern.job.Parameters;
import dev.lectern.job.Session;
import dev.lectern.job.SessionFolder;
import dev.lectern.metrics.Meters;
import dev.lectern.queue.LeasePolicy;
import dev.lectern.queue.MemoryTaskQueue;
import dev.lectern.queue.TaskQueue;
import dev.lectern.store.Store;
import dev.lectern.testing.Inspections;
import dev.lectern.testing.LeapingClock;
import dev.lectern.worker.SessionFiles;
import dev.lectern.worker.TestSlots;
import dev.lectern.worker.WorkerVerticle;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** A coordinator with real parts around it: Vert.x, the database, the disk; only the steps are made up. */
final class Hall implements AutoCloseable {

    /** Segments of one second, so that a recording of n seconds has n of them. */
    static final Parameters PARAMETERS = new Parameters(5, 1);

    /** Retries come soon; leases are as long as they are in earnest, for the clock can be put forward. */
    static final LeasePolicy POLICY = new LeasePolicy(Duration.ofSeconds(8), Duration.ofMillis(20), 3);

    private static final Duration LOOK = Duration.ofMillis(40);
    private static final Duration PASS = Duration.ofMillis(400);

    final Vertx vertx;
    final LeapingClock clock;
    final FakeSteps steps = new FakeSteps();
    final EventLog events;
    final Set<String> dead = ConcurrentHashMap.newKeySet();
    final Departures departures = new Departures();
    final Store store;
    final TaskQueue queue;
    final DataFolder data;
    final Meters meters;
    private final Supplier<Boolean> queueUp;
    private String coordinator;

    private Hall(
            Vertx vertx, Path folder, LeapingClock clock, TaskQueue queue, Supplier<Boolean> queueUp, EventLog events) {
        this.vertx = vertx;
        this.events = events;
        this.clock = clock;
        this.meters = new Meters(clock);
        this.queue = queue;
        this.queueUp = queueUp;
        this.data = new DataFolder(folder);
        made(data.sessions());
        made(data.work());
        this.store = await(Store.open(vertx, folder.resolve("backend.db")));
        RecordCodec.register(vertx.eventBus());
    }

    /** With a queue in memory that lives in the hall's time. */
    static Hall over(Path folder, LeapingClock clock, MemoryTaskQueue queue) {
        return new Hall(Vertx.vertx(), folder, clock, queue, queue::up, new MemoryEventLog(100_000));
    }

    /**
     * With any queue and any log.
     *
     * @param vertx the one that the queue and the log live in, too; closed in the end
     */
    static Hall over(Vertx vertx, Path folder, TaskQueue queue, Supplier<Boolean> queueUp, EventLog events) {
        return new Hall(vertx, folder, new LeapingClock(), queue, queueUp, events);
    }

    Hall coordinator() {
        return coordinator(POLICY);
    }

    Hall coordinator(LeasePolicy policy) {
        coordinator = await(vertx.deployVerticle(new CoordinatorVerticle(seams(policy), LOOK, PASS)));
        return this;
    }

    /** In no more of a hurry than in earnest. */
    Hall coordinatorAsUsual() {
        coordinator = await(vertx.deployVerticle(new CoordinatorVerticle(seams(LeasePolicy.DEFAULT))));
        return this;
    }

    /** In no more of a hurry than in earnest. */
    Hall slotsAsUsual(int count) {
        for (int i = 0; i < count; i++) {
            await(vertx.deployVerticle(new WorkerVerticle(
                    "slot-" + i, "worker", "fake", steps.all(), SessionFiles.in(data), data.work())));
        }
        return this;
    }

    private CoordinatorVerticle.Seams seams(LeasePolicy policy) {
        return new CoordinatorVerticle.Seams(
                store,
                queue,
                events,
                new Shelf(vertx, data, "fake"),
                policy,
                dead::contains,
                departures,
                queueUp,
                meters,
                clock);
    }

    void noCoordinator() {
        await(vertx.undeploy(coordinator));
    }

    /** @return what to undeploy */
    String slot(String name) {
        return slot(name, "worker", steps);
    }

    /** @return what to undeploy */
    String slot(String name, String worker, FakeSteps does) {
        return await(vertx.deployVerticle(TestSlots.slot(name, worker, does.all(), data)));
    }

    /** A worker shows its card. */
    void card(String worker, int slots, boolean draining) {
        await(vertx.eventBus()
                .request(
                        Addresses.WORKER,
                        new WorkerCard(worker, "pc-of-" + worker, slots, "1.2.3", clock.instant(), draining)));
    }

    QueueReport report() {
        return (QueueReport)
                await(vertx.eventBus().request(Addresses.QUEUE, null)).body();
    }

    List<RosterReport.Worker> roster() {
        return ((RosterReport)
                        await(vertx.eventBus().request(Addresses.ROSTER, null)).body())
                .workers();
    }

    RosterReport.Worker rosterOf(String worker) {
        return roster().stream()
                .filter(one -> one.card().worker().equals(worker))
                .findFirst()
                .orElseThrow(() -> new AssertionError(worker + " is not known"));
    }

    Hall slots(int count) {
        for (int i = 0; i < count; i++) {
            slot("slot-" + i);
        }
        return this;
    }

    /** Accepts a recording of so many segments and says so. */
    Job job(int segments) {
        return job(Inspections.ofSeconds(segments));
    }

    Job job(Inspection inspection) {
        Job job = unannounced(inspection);
        vertx.eventBus().send(Addresses.JOB_ADDED, new JobHint(job.id()));
        return job;
    }

    /** Accepts a recording, and the hint that says so is lost. */
    Job unannounced(Inspection inspection) {
        Session session = new Session(Ids.newSession(), "A lecture", null, clock.instant(), "0".repeat(64), 1, null);
        Job job = Job.queued(Ids.newJob(), session.id(), PARAMETERS, clock.instant());
        made(data.session(session.id()).path());
        steps.recording(session.id(), inspection);
        await(store.sessions().insert(session, job));
        return job;
    }

    /** As HTTP deletes a job: the row first. */
    void delete(Job job) {
        await(store.jobs().delete(job.id()));
        await(vertx.eventBus().request(Addresses.JOB_REMOVED, new JobHint(job.id(), job.sessionId())));
    }

    Job now(Job job) {
        return await(store.jobs().find(job.id())).orElseThrow();
    }

    /** Waits until a job has ended and that was told. */
    Job ended(Job job) {
        eventually("job ends", () -> !now(job).state().active());
        eventually("its end is told", () -> events(job).stream()
                .anyMatch(event -> event instanceof JobEvent.Completed || event instanceof JobEvent.Failed));
        return now(job);
    }

    Job completed(Job job) {
        Job ended = ended(job);
        if (ended.state() != JobState.COMPLETED) {
            throw new AssertionError("the job failed: " + ended.error());
        }
        return ended;
    }

    SessionFolder folder(Job job) {
        return data.session(job.sessionId());
    }

    List<JobEvent> events(Job job) {
        return await(events.after(Place.START, Integer.MAX_VALUE)).stream()
                .map(EventLog.Entry::event)
                .filter(event -> job.id().equals(event.jobId()))
                .toList();
    }

    <E extends JobEvent> List<E> events(Job job, Class<E> kind) {
        return events(job).stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Override
    public void close() {
        vertx.deploymentIDs().forEach(id -> await(vertx.undeploy(id)));
        await(store.close());
        await(vertx.close());
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
