package dev.lectern.metrics;

import dev.lectern.http.Coordination;
import dev.lectern.http.Metering;
import dev.lectern.http.QueueState;
import dev.lectern.job.JobState;
import dev.lectern.queue.QueueLengths;
import dev.lectern.queue.TaskQueue;
import dev.lectern.store.Store;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers who fetches figures: what was counted, and what is asked for just then. What does not answer is left out. */
public final class Exposition implements Metering {

    private static final Logger LOG = LoggerFactory.getLogger(Exposition.class);

    private final Vertx vertx;
    private final Meters meters;
    private final Sources sources;
    private final Map<Vocabulary, MultiGauge> gauges = new EnumMap<>(Vocabulary.class);

    /**
     * Whom to ask.
     *
     * @param dataDir whose disk is looked at
     * @param version of Lectern
     */
    public record Sources(Store store, TaskQueue queue, Coordination coordination, Path dataDir, String version) {}

    /** Asks these, and counts there. */
    public Exposition(Vertx vertx, Meters meters, Sources sources) {
        this.vertx = vertx;
        this.meters = meters;
        this.sources = sources;
    }

    @Override
    public void uploaded(long bytes) {
        meters.uploaded(bytes);
    }

    @Override
    public void uploadRefused() {
        meters.uploadRefused();
    }

    @Override
    public Future<Buffer> text(int streams) {
        show(Vocabulary.INFO, row(1, Vocabulary.VERSION, sources.version()));
        show(Vocabulary.STREAMS, row(streams));
        return Future.join(
                        sources.coordination().queue().onSuccess(this::workers).onFailure(e -> unknown("workers", e)),
                        sources.queue().lengths().onSuccess(this::queue).onFailure(this::noQueue),
                        sources.store().jobs().byState().onSuccess(this::jobs).onFailure(e -> unknown("jobs", e)),
                        vertx.executeBlocking(this::disk, false).onFailure(e -> unknown("disk", e)))
                .transform(asked -> vertx.executeBlocking(() -> Buffer.buffer(meters.text()), false));
    }

    private void workers(QueueState state) {
        List<Row<?>> rows = new ArrayList<>();
        List<String> living = new ArrayList<>();
        for (QueueState.Worker worker : state.workers()) {
            living.add(worker.name());
            Tags name = Tags.of(Vocabulary.WORKER, worker.name());
            rows.add(Row.of(name.and(Vocabulary.STATE, "busy"), worker.busySlots()));
            rows.add(Row.of(name.and(Vocabulary.STATE, "idle"), worker.slots() - worker.busySlots()));
        }
        show(Vocabulary.SLOTS, rows);
        meters.living(living);
    }

    private void queue(QueueLengths lengths) {
        show(Vocabulary.REDIS_UP, row(1));
        show(
                Vocabulary.QUEUE_TASKS,
                row(lengths.waiting(), Vocabulary.STATE, "waiting"),
                row(lengths.held(), Vocabulary.STATE, "held"),
                row(lengths.putOff(), Vocabulary.STATE, "put_off"));
        show(Vocabulary.QUEUE_OLDEST, row(lengths.oldestWaiting().toMillis() / 1e3));
    }

    /** What was true before is not shown as if it still were. */
    private void noQueue(Throwable away) {
        show(Vocabulary.REDIS_UP, row(0));
        show(Vocabulary.QUEUE_TASKS);
        show(Vocabulary.QUEUE_OLDEST);
    }

    private void jobs(Map<JobState, Long> counts) {
        List<Row<?>> rows = new ArrayList<>();
        counts.forEach((state, count) -> rows.add(row(count, Vocabulary.STATE, state.label())));
        show(Vocabulary.JOBS, rows);
    }

    private Void disk() throws IOException {
        FileStore disk = Files.getFileStore(sources.dataDir());
        show(Vocabulary.DISK_FREE, row(disk.getUsableSpace()));
        show(Vocabulary.DISK_TOTAL, row(disk.getTotalSpace()));
        return null;
    }

    private void show(Vocabulary name, Row<?>... rows) {
        show(name, List.of(rows));
    }

    private synchronized void show(Vocabulary name, List<Row<?>> rows) {
        gauges.computeIfAbsent(name, meters::gauge).register(rows, true);
    }

    private static Row<?> row(double value, String... tags) {
        return Row.of(Tags.of(tags), value);
    }

    private static void unknown(String what, Throwable cause) {
        LOG.warn("The {} could not be asked for their figures: {}", what, cause.toString());
    }
}
