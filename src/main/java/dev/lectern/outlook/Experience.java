package dev.lectern.outlook;

import dev.lectern.bus.TaskReport;
import dev.lectern.coordinator.Figures;
import dev.lectern.coordinator.Shelf;
import dev.lectern.job.Goal;
import dev.lectern.job.Job;
import dev.lectern.job.JobEvent;
import dev.lectern.job.Parameters;
import dev.lectern.job.Session;
import dev.lectern.job.Speeds;
import dev.lectern.job.TaskKind;
import dev.lectern.job.TaskName;
import dev.lectern.job.Work;
import dev.lectern.store.Store;
import io.vertx.core.Future;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Learns from tasks that are done how long they take here. All on the coordinator's event loop. */
public final class Experience implements Figures {

    private static final Logger LOG = LoggerFactory.getLogger(Experience.class);
    /** What takes less says more of the hand-over than of the work. */
    private static final Duration TELLING = Duration.ofMillis(20);

    private final Store store;
    private final Shelf shelf;
    private volatile Speeds speeds;

    /** @param speeds what was known at the end of the run before */
    public Experience(Store store, Shelf shelf, Speeds speeds) {
        this.store = store;
        this.shelf = shelf;
        this.speeds = speeds;
    }

    /** What is known now. */
    Speeds speeds() {
        return speeds;
    }

    @Override
    public void reported(TaskReport report, Outcome outcome) {
        TaskKind kind = report.lease().task().kind();
        boolean telling = report.spent().total().compareTo(TELLING) >= 0;
        if (outcome == Outcome.DONE && telling && kind != TaskKind.INSPECT && kind != TaskKind.RENDER) {
            learn(report).onFailure(e -> LOG.debug("nothing was learned from {}: {}", report.lease(), e.toString()));
        }
    }

    private Future<Void> learn(TaskReport report) {
        return store.jobs().find(report.lease().jobId(), Theirs::new).compose(found -> found.filter(
                        theirs -> theirs.job().goal() == Goal.TRACK)
                .map(theirs -> learn(report, theirs))
                .orElseGet(Future::succeededFuture));
    }

    private record Theirs(Job job, Session session) {}

    private Future<Void> learn(TaskReport report, Theirs theirs) {
        TaskName task = report.lease().task();
        Parameters parameters = theirs.job().parameters();
        return shelf.inspection(theirs.session()).compose(inspection -> inspection
                .map(known -> Work.of(known, parameters).get(task))
                .map(work -> learn(
                        new Speeds.Of(task.kind(), parameters.quality()),
                        new Speeds.Sum(report.spent().total().toMillis() / 1e3, work)))
                .orElseGet(Future::succeededFuture));
    }

    private Future<Void> learn(Speeds.Of of, Speeds.Sum measured) {
        speeds = speeds.with(of, measured);
        return store.speeds().write(speeds.entry(of));
    }

    @Override
    public void told(JobEvent event) {
        // Says nothing of how long a task took.
    }

    @Override
    public void handedOver(TaskKind kind, Duration waited) {
        // Waiting is not working.
    }

    @Override
    public void leaseLost(TaskKind kind) {
        // What is not finished was not measured.
    }
}
