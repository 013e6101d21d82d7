package dev.lectern.coordinator;

import static dev.lectern.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.lectern.bus.TaskOrder;
import dev.lectern.job.Job;
import dev.lectern.job.Spent;
import dev.lectern.job.Step;
import dev.lectern.job.StepOutput;
import dev.lectern.job.TaskFailure;
import dev.lectern.job.TaskName;
import dev.lectern.metrics.Exposition;
import dev.lectern.queue.MemoryTaskQueue;
import dev.lectern.testing.Await;
import dev.lectern.testing.Inspections;
import dev.lectern.testing.LeapingClock;
import dev.lectern.testing.LoneHttp;
import dev.lectern.testing.Scrape;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What is counted and what is logged of work, with real parts; only the steps are made up. */
class FiguresTest {

    @TempDir
    Path folder;

    private final LeapingClock clock = new LeapingClock();
    private final MemoryTaskQueue queue = new MemoryTaskQueue(clock);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent line) {
            // While still on its thread, for the thread has fields too.
            line.prepareForDeferredProcessing();
            super.append(line);
        }
    };
    private final Logger ours = (Logger) LoggerFactory.getLogger("dev.lectern");
    private Hall hall;
    private Exposition exposition;

    @BeforeEach
    void open() {
        hall = Hall.over(folder, clock, queue).coordinator();
        exposition = new Exposition(
                hall.vertx,
                hall.meters,
                new Exposition.Sources(hall.store, queue, new LoneHttp.Nobody(), folder, "1.2.3"));
        log.start();
        ours.addAppender(log);
        ours.setLevel(Level.DEBUG);
        ours.setAdditive(false);
    }

    @AfterEach
    void close() {
        ours.setAdditive(true);
        ours.setLevel(null);
        ours.detachAppender(log);
        hall.close();
    }

    @Test
    void workIsCountedExactly() {
        hall.steps.script(TaskName.detect(0), measured(10));
        hall.steps.script(TaskName.detect(1), measured(7));
        hall.slots(2);
        hall.completed(hall.job(Inspections.ofSeconds(2)));
        Scrape scrape = scrape();
        assertThat(finished(scrape, "inspect", "done")).isEqualTo(1);
        assertThat(finished(scrape, "detect", "done")).isEqualTo(2);
        assertThat(finished(scrape, "track", "done")).isEqualTo(1);
        assertThat(scrape.like("lectern_tasks_finished_total")).hasSize(3);
        assertThat(scrape.value("lectern_tasks_started_total", "kind", "detect"))
                .isEqualTo(2);
        assertThat(scrape.value("lectern_jobs_ended_total", "outcome", "completed"))
                .isEqualTo(1);
        assertThat(scrape.value("lectern_detected_segments_total", "worker", "worker"))
                .isEqualTo(2);
        assertThat(scrape.value("lectern_detected_frames_total", "worker", "worker"))
                .isEqualTo(17);
        assertThat(scrape.value("lectern_inference_seconds_total", "worker", "worker"))
                .isEqualTo(3.0);
        assertThat(scrape.value("lectern_decode_wait_seconds_total", "worker", "worker"))
                .isEqualTo(0.5);
        assertThat(scrape.value("lectern_task_duration_seconds_count", "kind", "detect"))
                .isEqualTo(2);
        assertThat(scrape.value("lectern_handover_seconds_count", "kind", "detect"))
                .isEqualTo(2);
        assertThat(scrape.like("lectern_leases_lost_total").values()).containsOnly(0.0);
        assertThat(scrape.like("lectern_tasks_retried_total").values()).containsOnly(0.0);
    }

    @Test
    void aFailureThatIsTriedAgainAndOneThatIsNotAreTwoThings() {
        AtomicInteger attempts = new AtomicInteger();
        hall.steps.script(TaskName.detect(0), (input, context) -> {
            if (attempts.incrementAndGet() == 1) {
                throw TaskFailure.transientFault("The disk was slow", null);
            }
            throw TaskFailure.permanent("It is broken.");
        });
        hall.slots(1);
        hall.ended(hall.job(Inspections.ofSeconds(1)));
        Scrape scrape = scrape();
        assertThat(finished(scrape, "detect", "failed_for_now")).isEqualTo(1);
        assertThat(finished(scrape, "detect", "failed")).isEqualTo(1);
        assertThat(scrape.value("lectern_tasks_started_total", "kind", "detect"))
                .isEqualTo(2);
        assertThat(scrape.value("lectern_tasks_retried_total", "kind", "detect"))
                .isEqualTo(1);
        assertThat(scrape.value("lectern_jobs_ended_total", "outcome", "failed"))
                .isEqualTo(1);
        assertThat(scrape.value("lectern_handover_seconds_count", "kind", "detect"))
                .as("the second time too")
                .isEqualTo(2);
        assertThat(scrape.like("lectern_detected_segments_total")).isEmpty();
    }

    @Test
    void aSlotThatFallsSilentLosesItsLeaseAndItsLateReportIsRefused() {
        GhostSlot ghost = new GhostSlot(hall.vertx, "ghost");
        Job job = hall.job(1);
        ghost.ask();
        TaskOrder lost = ghost.order();
        hall.slots(1);
        eventually("it is taken from the ghost", () -> {
            // In small steps: who looks at the leases and finds that much time has passed believes that the computer
            // slept.
            clock.leap(Duration.ofMillis(250));
            return scrape().value("lectern_leases_lost_total", "kind", "inspect") == 1;
        });
        hall.completed(job);
        assertThat(ghost.report(lost, "nonsense")).isFalse();
        Scrape scrape = scrape();
        assertThat(scrape.value("lectern_leases_lost_total", "kind", "inspect")).isEqualTo(1);
        assertThat(scrape.value("lectern_tasks_retried_total", "kind", "inspect"))
                .isEqualTo(1);
        assertThat(scrape.value(
                        "lectern_tasks_finished_total", "kind", "inspect", "outcome", "refused", "worker", "ghost"))
                .isEqualTo(1);
        assertThat(finished(scrape, "inspect", "done")).isEqualTo(1);
        assertLinesAboutTasksAreComplete(job);
        assertThat(lines(job))
                .filteredOn(line -> line.getFormattedMessage().contains("is released from ghost"))
                .singleElement()
                .satisfies(line -> assertThat(fields(line)).containsEntry("worker", "ghost"));
    }

    @Test
    void aDeletedJobIsCountedAsCancelled() {
        hall.steps.script(TaskName.INSPECT, FakeSteps::untilCancelled);
        hall.slots(1);
        Job job = hall.job(1);
        eventually("it runs", () -> hall.steps.runs(TaskName.INSPECT) == 1);
        hall.delete(job);
        eventually("it is counted", () -> scrape().value("lectern_jobs_ended_total", "outcome", "cancelled") == 1);
    }

    @Test
    void theTimeToTheHandOverIsThatFromTheOffer() {
        Job job = hall.job(1);
        eventually("it is offered", () -> queue.size() == 1);
        clock.leap(Duration.ofSeconds(40));
        hall.slots(1);
        hall.completed(job);
        Scrape scrape = scrape();
        assertThat(scrape.value("lectern_handover_seconds_sum", "kind", "inspect"))
                .isGreaterThan(40);
        assertThat(scrape.value("lectern_handover_seconds_bucket", "kind", "inspect", "le", "30.0"))
                .isZero();
        assertThat(scrape.value("lectern_handover_seconds_sum", "kind", "track"))
                .isLessThan(40);
    }

    @Test
    void theQueueSaysWhatWaitsAndForHowLong() {
        hall.job(1);
        eventually("it is offered", () -> queue.size() == 1);
        clock.leap(Duration.ofMinutes(7));
        Scrape scrape = scrape();
        assertThat(scrape.value("lectern_queue_tasks", "state", "waiting")).isEqualTo(1);
        assertThat(scrape.value("lectern_queue_oldest_waiting_seconds")).isGreaterThanOrEqualTo(420);
    }

    @Test
    void everyLineAboutATaskSaysWhichAndWhoAndWhy() {
        CountDownLatch failed = new CountDownLatch(1);
        hall.steps.script(TaskName.detect(0), (input, context) -> {
            LoggerFactory.getLogger("dev.lectern.media.Anything").info("ffmpeg says something");
            if (failed.getCount() > 0) {
                failed.countDown();
                throw TaskFailure.bug(new IllegalStateException("by intention"));
            }
            return hall.steps.make(input, context);
        });
        hall.slots(1);
        Job job = hall.completed(hall.job(Inspections.ofSeconds(2)));
        assertLinesAboutTasksAreComplete(job);
        assertThat(lines(job))
                .extracting(ILoggingEvent::getFormattedMessage)
                .contains("started on slot-0", "failed", "ffmpeg says something")
                .anyMatch(message -> message.startsWith("finished in "));
        assertThat(lines(job))
                .filteredOn(line -> line.getFormattedMessage().equals("ffmpeg says something"))
                .extracting(line -> fields(line).get("attempt"))
                .containsExactly("1", "2");
        assertThat(log.list).as("nothing is glued into messages").noneMatch(line -> line.getFormattedMessage()
                .contains("job="));
    }

    private void assertLinesAboutTasksAreComplete(Job job) {
        String trace = hall.now(job).trace();
        assertThat(lines(job)).isNotEmpty().allSatisfy(line -> assertThat(fields(line))
                .as(line.getFormattedMessage())
                .containsEntry("trace", trace));
        assertThat(List.copyOf(log.list))
                .filteredOn(line -> fields(line).containsKey("task"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(fields(line))
                        .as(line.getFormattedMessage())
                        .containsKeys("job", "task", "attempt", "worker", "trace"));
    }

    private List<ILoggingEvent> lines(Job job) {
        return List.copyOf(log.list).stream()
                .filter(line -> job.id().equals(fields(line).get("job")))
                .toList();
    }

    private static Map<String, String> fields(ILoggingEvent line) {
        Map<String, String> fields = new HashMap<>(line.getMDCPropertyMap());
        if (line.getKeyValuePairs() != null) {
            line.getKeyValuePairs().forEach(pair -> fields.put(pair.key, String.valueOf(pair.value)));
        }
        return fields;
    }

    private Step measured(int frames) {
        return (input, context) -> {
            StepOutput made = hall.steps.make(input, context);
            return made.spending(new Spent(null, frames, Duration.ofMillis(250), Duration.ofMillis(1500), 2));
        };
    }

    private static double finished(Scrape scrape, String kind, String outcome) {
        return scrape.value("lectern_tasks_finished_total", "kind", kind, "outcome", outcome, "worker", "worker");
    }

    private Scrape scrape() {
        return Scrape.parse(Await.await(exposition.text(0)).toString());
    }
}
