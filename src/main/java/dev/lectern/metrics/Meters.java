package dev.lectern.metrics;

import dev.lectern.bus.TaskReport;
import dev.lectern.coordinator.Figures;
import dev.lectern.job.JobEvent;
import dev.lectern.job.Spent;
import dev.lectern.job.TaskKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MicrometerMetricsFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Counts: what the coordinator tells, what Vert.x and the JVM say about themselves. One for each server. Thread safe. */
public final class Meters implements Figures, AutoCloseable {

    /** From what nobody notices to what is out of the question; the goals (20 ms, 250 ms) are among them. */
    private static final Duration[] HANDOVERS =
            millis(5, 10, 20, 50, 100, 250, 500, 1_000, 5_000, 30_000, 300_000, 3_600_000);

    private static final Duration[] DURATIONS =
            millis(100, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000, 1_800_000);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    /** Null before somebody asked. */
    private JvmGcMetrics collections;

    private final WorkerNames workers;

    /** Counters that begin at 0. */
    public Meters(Clock clock) {
        workers = new WorkerNames(clock);
        registry.config().meterFilter(new VertxLabels());
        beginAtZero();
    }

    /** A Vert.x that is measured. */
    public Vertx vertx(VertxOptions options) {
        return Vertx.builder()
                .with(options.setMetricsOptions(VertxLabels.options()))
                .withMetrics(new MicrometerMetricsFactory(registry))
                .build();
    }

    /** Counts what is decoded in this process; {@code count} never falls. */
    public void decodedPictures(LongSupplier count) {
        FunctionCounter.builder(Vocabulary.DECODED.dotted(), count, LongSupplier::getAsLong)
                .description(Vocabulary.DECODED.description())
                .register(registry);
    }

    @Override
    public void told(JobEvent event) {
        if (event instanceof JobEvent.TaskStarted started) {
            of(Vocabulary.TASKS_STARTED, started.task().kind()).increment();
        } else if (event instanceof JobEvent.TaskRetried retried) {
            of(Vocabulary.TASKS_RETRIED, retried.task().kind()).increment();
        } else if (event.last()) {
            ended(JobEnd.of(event)).increment();
        }
    }

    @Override
    public void handedOver(TaskKind kind, Duration waited) {
        timer(Vocabulary.HANDOVER, kind, HANDOVERS).record(waited);
    }

    @Override
    public void leaseLost(TaskKind kind) {
        of(Vocabulary.LEASES_LOST, kind).increment();
    }

    @Override
    public void reported(TaskReport report, Outcome outcome) {
        TaskKind kind = report.lease().task().kind();
        Tags worker = Tags.of(Vocabulary.WORKER, workers.label(report.worker()));
        counter(
                        Vocabulary.TASKS_FINISHED,
                        worker.and(Vocabulary.KIND, kind.label(), Vocabulary.OUTCOME, label(outcome)))
                .increment();
        if (outcome != Outcome.DONE) {
            return;
        }
        Spent spent = report.spent();
        timer(Vocabulary.TASK_DURATION, kind, DURATIONS).record(spent.total());
        if (kind == TaskKind.DETECT) {
            counter(Vocabulary.SEGMENTS, worker).increment();
            counter(Vocabulary.FRAMES, worker).increment(spent.frames());
            counter(Vocabulary.SECOND_LOOKS, worker).increment(spent.secondLooks());
            counter(Vocabulary.INFERENCE, worker).increment(seconds(spent.inference()));
            counter(Vocabulary.DECODE, worker).increment(seconds(spent.decoding()));
        }
    }

    @Override
    public synchronized void close() {
        if (collections != null) {
            collections.close();
        }
        registry.close();
    }

    void uploaded(long bytes) {
        uploads("accepted").increment();
        counter(Vocabulary.UPLOADED, Tags.empty()).increment(bytes);
    }

    void uploadRefused() {
        uploads("refused").increment();
    }

    /** A figure that is asked for anew each time. */
    MultiGauge gauge(Vocabulary name) {
        return MultiGauge.builder(name.dotted())
                .description(name.description())
                .baseUnit(name.unit())
                .register(registry);
    }

    /** No worker but these lives; those that are gone for a while are no longer counted. */
    void living(Collection<String> names) {
        for (String gone : workers.forget(names)) {
            for (Meter meter : registry.getMeters()) {
                if (gone.equals(meter.getId().getTag(Vocabulary.WORKER))) {
                    registry.remove(meter);
                }
            }
        }
    }

    String text() {
        bindJvm();
        return registry.scrape();
    }

    /** When somebody asks for the first time: it would hold up the start, and most never ask. Blocks for a moment then. */
    private synchronized void bindJvm() {
        if (collections != null) {
            return;
        }
        collections = new JvmGcMetrics();
        collections.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /** What has never happened is 0 and not unknown, so that a first time is seen as a rise. */
    private void beginAtZero() {
        for (TaskKind kind : TaskKind.values()) {
            of(Vocabulary.TASKS_STARTED, kind);
            of(Vocabulary.TASKS_RETRIED, kind);
            of(Vocabulary.LEASES_LOST, kind);
        }
        for (JobEnd end : JobEnd.values()) {
            ended(end);
        }
        uploads("accepted");
        uploads("refused");
        counter(Vocabulary.UPLOADED, Tags.empty());
    }

    private Counter of(Vocabulary name, TaskKind kind) {
        return counter(name, Tags.of(Vocabulary.KIND, kind.label()));
    }

    private Counter ended(JobEnd end) {
        return counter(Vocabulary.JOBS_ENDED, Tags.of(Vocabulary.OUTCOME, label(end)));
    }

    private Counter uploads(String outcome) {
        return counter(Vocabulary.UPLOADS, Tags.of(Vocabulary.OUTCOME, outcome));
    }

    private Counter counter(Vocabulary name, Tags tags) {
        return Counter.builder(name.dotted())
                .description(name.description())
                .baseUnit(name.unit())
                .tags(tags)
                .register(registry);
    }

    private Timer timer(Vocabulary name, TaskKind kind, Duration[] bounds) {
        return Timer.builder(name.dotted())
                .description(name.description())
                .tag(Vocabulary.KIND, kind.label())
                .serviceLevelObjectives(bounds)
                .register(registry);
    }

    private static String label(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static Duration[] millis(long... bounds) {
        return Arrays.stream(bounds).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }

    /** How a job ended. */
    private enum JobEnd {
        COMPLETED,
        FAILED,
        CANCELLED;

        static JobEnd of(JobEvent last) {
            return last instanceof JobEvent.Completed
                    ? COMPLETED
                    : last instanceof JobEvent.Failed ? FAILED : CANCELLED;
        }
    }
}
