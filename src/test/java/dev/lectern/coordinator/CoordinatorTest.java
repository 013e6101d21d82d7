package dev.lectern.coordinator;

import static dev.lectern.testing.Await.await;
import static dev.lectern.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.bus.QueueReport;
import dev.lectern.bus.TaskOrder;
import dev.lectern.job.DetectionKey;
import dev.lectern.job.Job;
import dev.lectern.job.JobEvent;
import dev.lectern.job.JobState;
import dev.lectern.job.Json;
import dev.lectern.job.Pace;
import dev.lectern.job.Playability;
import dev.lectern.job.TaskFailure;
import dev.lectern.job.TaskName;
import dev.lectern.queue.LeasePolicy;
import dev.lectern.queue.MemoryTaskQueue;
import dev.lectern.testing.Inspections;
import dev.lectern.testing.LeapingClock;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoordinatorTest {

    @TempDir
    Path folder;

    private final LeapingClock clock = new LeapingClock();
    private final MemoryTaskQueue queue = new MemoryTaskQueue(clock);
    private Hall hall;

    @BeforeEach
    void open() {
        hall = Hall.over(folder, clock, queue);
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void thatNothingMovesIsSaidAndNoEndIsPromised() {
        CountDownLatch hold = new CountDownLatch(1);
        // The second of four.
        hall.steps.script(TaskName.detect(2), (input, context) -> {
            context.progress(0.25);
            FakeSteps.hold(hold);
            return hall.steps.make(input, context);
        });
        hall.coordinator().slots(1);
        Job job = hall.job(Inspections.ofSeconds(4));
        eventually(
                "it came so far",
                () -> hall.now(job).pace() != null && hall.now(job).pace().segmentsDone() == 1);
        eventually("progress is written", () -> hall.now(job).progress() > 0.3);
        Job before = hall.now(job);
        clock.leap(Duration.ofSeconds(20));
        eventually("it is said", () -> hall.now(job).pace().stalledSeconds() != null);
        Job stalled = hall.now(job);
        assertThat(stalled.pace().stalledSeconds()).isBetween(15L, 60L);
        assertThat(stalled.pace().etaSeconds()).isNull();
        assertThat(stalled.updatedAt()).isEqualTo(before.updatedAt());
        eventually("it is told", () -> hall.events(job, JobEvent.Progressed.class).stream()
                .anyMatch(event -> event.stalledSeconds() != null));
        hold.countDown();
        hall.completed(job);
        assertThat(hall.now(job).pace()).isEqualTo(new Pace(1, null, null, 4, 4, null));
        List<Double> told = hall.events(job, JobEvent.Progressed.class).stream()
                .map(JobEvent.Progressed::progress)
                .toList();
        assertThat(told).isSorted();
        List<Instant> at = hall.events(job, JobEvent.Progressed.class).stream()
                .map(JobEvent.Progressed::at)
                .toList();
        for (int i = 1; i < at.size(); i++) {
            assertThat(Duration.between(at.get(i - 1), at.get(i))).isGreaterThanOrEqualTo(Duration.ofMillis(500));
        }
    }

    @Test
    void aRecordingGoesThroughAllTasksOnce() throws IOException {
        hall.coordinator().slots(2);
        Job job = hall.job(Inspections.of(3, true, Playability.TRANSCODE));
        Job done = hall.completed(job);

        assertThat(done.progress()).isEqualTo(1);
        assertThat(done.stage()).isNull();
        assertThat(done.startedAt()).isBetween(done.createdAt(), done.finishedAt());
        assertThat(await(hall.store.results().newest(job.sessionId())).orElseThrow())
                .satisfies(result ->
                        assertThat(result.gzippedPayload().toString()).isEqualTo("track of " + job.sessionId()));
        assertThat(await(hall.store.sessions().find(job.sessionId()))
                        .orElseThrow()
                        .durationMs())
                .isEqualTo(3_000);
        assertThat(hall.folder(job).playable()).hasContent("video");
        assertThat(hall.steps.runs())
                .map(run -> run.substring(run.indexOf(' ') + 1))
                .containsExactlyInAnyOrder("inspect", "transcode", "detect/0000", "detect/0001", "detect/0002", "track")
                .startsWith("inspect")
                .endsWith("track");

        assertThat(hall.events(job, JobEvent.TaskFinished.class)).hasSize(6);
        assertThat(hall.events(job, JobEvent.Completed.class)).hasSize(1);
        assertThat(queue.size()).isZero();
        eventually("working folders are removed", () -> isEmpty(hall.data.work()));
        assertThat(filesBelow(hall.folder(job).path())).noneMatch(file -> file.endsWith(".part"));
    }

    @Test
    void aVideoIsEncodedInPiecesByAllSlotsAndThenJoined() {
        CountDownLatch all = new CountDownLatch(3);
        for (int k = 0; k < 3; k++) {
            hall.steps.script(TaskName.encode(k), (input, context) -> {
                all.countDown();
                FakeSteps.hold(all);
                return hall.steps.make(input, context);
            });
        }
        List<String> joined = new ArrayList<>();
        hall.steps.script(TaskName.TRANSCODE, (input, context) -> {
            for (int k = 0; k < 3; k++) {
                joined.add(input.folder().piece(k) + " "
                        + Files.exists(input.folder().piece(k)));
            }
            return hall.steps.make(input, context);
        });
        hall.coordinator().slots(3);
        Job job = hall.job(Inspections.toEncode(66));
        hall.completed(job);

        assertThat(joined).hasSize(3).allMatch(piece -> piece.endsWith(" true"));
        assertThat(hall.steps.runs()).doesNotHaveDuplicates();
        assertThat(hall.events(job, JobEvent.TaskStarted.class))
                .extracting(started -> started.task().toString())
                .contains("encode/0000", "encode/0001", "encode/0002", "transcode");
        assertThat(hall.folder(job).playable()).hasContent("video");
        assertThat(hall.folder(job).pieces()).doesNotExist();
    }

    @Test
    void manyRecordingsAndManySlotsDoEveryTaskOnce() {
        hall.coordinator().slots(5);
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            jobs.add(hall.job(3));
        }
        jobs.forEach(hall::completed);
        assertThat(hall.steps.runs()).doesNotHaveDuplicates().hasSize(12 * 5);
    }

    @Test
    void aShortRecordingDoesNotWaitBehindALongOne() {
        CountDownLatch shortIsThere = new CountDownLatch(1);
        hall.steps.script(TaskName.detect(0), (input, context) -> {
            FakeSteps.hold(shortIsThere);
            return hall.steps.make(input, context);
        });
        hall.coordinator().slots(1);
        Job longOne = hall.job(80);
        eventually("the long one is under way", () -> hall.steps.runs(TaskName.detect(0)) == 1);
        Job shortOne = hall.job(2);
        eventually("the short one is in the queue", () -> queue.size() > 8);
        shortIsThere.countDown();

        hall.completed(shortOne);
        assertThat(hall.now(longOne).state()).isEqualTo(JobState.RUNNING);
        hall.completed(longOne);
    }

    // The end only has to be closed.
    @SuppressWarnings("try")
    @Test
    void whileOneTaskIsLookedUpForItsSlotTheOthersGetTheirs() throws Exception {
        hall.coordinator();
        Job slow = hall.job(1);
        eventually("it waits", () -> queue.size() == 1);
        // A file that ends only when somebody has written it: a disk that hangs.
        Path hangs = hall.folder(slow).inspection();
        assertThat(new ProcessBuilder("mkfifo", hangs.toString()).start().waitFor())
                .isZero();
        try (RandomAccessFile end = new RandomAccessFile(hangs.toFile(), "rw")) {
            hall.slots(2);
            hall.completed(hall.job(1));
            assertThat(hall.steps.runs()).noneMatch(run -> run.startsWith(slow.sessionId()));
            Files.delete(hangs);
        }
        hall.completed(slow);
    }

    @Test
    void aSlotThatAskedInTheMomentInWhichItsTaskCameGetsNoSecondOne() {
        GhostSlot ghost = new GhostSlot(hall.vertx, "ghost-0");
        hall.coordinator();
        Job first = hall.job(1);
        Job second = hall.job(1);
        eventually("both wait", () -> queue.size() == 2);
        ghost.askTwice();
        TaskOrder order = ghost.order();
        eventually("its start is told", () -> !hall.events(first, JobEvent.TaskStarted.class)
                .isEmpty());
        hall.slot("other-0", "other", hall.steps);
        hall.completed(second);
        assertThat(ghost.hasOrder()).isFalse();
        assertThat(ghost.renew(order)).isTrue();
    }

    @Test
    void inALongQueueAllThatWasNotAnnouncedIsFoundInTurn() {
        hall.coordinator();
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < 2 * Advance.TURN + 1; i++) {
            jobs.add(hall.unannounced(Inspections.ofSeconds(1)));
        }
        eventually("all are offered", () -> queue.size() == jobs.size());
    }

    @Test
    void allSlotsWorkOnOneRecordingHoweverManyThereAre() {
        CountDownLatch all = new CountDownLatch(12);
        for (int k = 0; k < 12; k++) {
            hall.steps.script(TaskName.detect(k), (input, context) -> {
                all.countDown();
                FakeSteps.hold(all);
                return hall.steps.make(input, context);
            });
        }
        hall.coordinator().slots(12);
        eventually("all slots are known", () -> {
            List<QueueReport.Worker> workers = hall.report().workers();
            return workers.size() == 1 && workers.get(0).slots() == 12;
        });
        hall.completed(hall.job(12));
    }

    @Test
    void progressNeverFallsAndEndsAtOne() {
        CountDownLatch inspected = new CountDownLatch(1);
        CountDownLatch firstBegins = new CountDownLatch(1);
        CountDownLatch firstFails = new CountDownLatch(1);
        CountDownLatch rest = new CountDownLatch(1);
        AtomicInteger tries = new AtomicInteger();
        hall.steps.script(TaskName.INSPECT, (input, context) -> {
            context.progress(1);
            FakeSteps.hold(inspected);
            return hall.steps.make(input, context);
        });
        hall.steps.script(TaskName.detect(0), (input, context) -> {
            if (tries.incrementAndGet() > 1) {
                return hall.steps.make(input, context);
            }
            FakeSteps.hold(firstBegins);
            context.progress(0.9);
            FakeSteps.hold(firstFails);
            throw TaskFailure.transientFault("It went wrong", null);
        });
        for (TaskName held : List.of(TaskName.TRANSCODE, TaskName.detect(1))) {
            hall.steps.script(held, (input, context) -> {
                FakeSteps.hold(rest);
                return hall.steps.make(input, context);
            });
        }
        hall.coordinator(new LeasePolicy(Duration.ofSeconds(60), Duration.ofSeconds(5), 3))
                .slots(2);
        Job job = hall.job(Inspections.of(3, true, Playability.TRANSCODE));
        awaitMoreProgress(job);
        inspected.countDown();
        eventually("both run", () -> hall.steps.runs(TaskName.TRANSCODE) == 1 && tries.get() == 1);
        awaitMoreProgress(job);
        firstBegins.countDown();
        awaitMoreProgress(job);
        awaitMoreProgress(job);
        firstFails.countDown();
        eventually("the next one runs", () -> hall.steps.runs(TaskName.detect(1)) == 1);
        awaitMoreProgress(job);
        awaitMoreProgress(job);
        rest.countDown();
        clock.leap(Duration.ofSeconds(5));

        assertThat(hall.completed(job).progress()).isEqualTo(1);
        assertThat(hall.events(job, JobEvent.Progressed.class))
                .map(JobEvent.Progressed::progress)
                .isSorted()
                .allMatch(progress -> progress >= 0 && progress < 1);
    }

    @Test
    void whatExistsIsNotMadeAgain() throws IOException {
        Job job = hall.job(3);
        String key = DetectionKey.of("0".repeat(64), "fake", Hall.PARAMETERS, null);
        Files.write(hall.folder(job).inspection(), Json.bytes(Inspections.ofSeconds(3)));
        Files.createDirectories(hall.folder(job).detections(key, 0).getParent());
        for (int k = 0; k < 3; k++) {
            Files.writeString(hall.folder(job).detections(key, k), "from before the crash");
        }
        // Published, and killed before they were settled.
        await(hall.queue.offer(job.id(), List.of(TaskName.INSPECT, TaskName.detect(0), TaskName.detect(1))));

        hall.coordinator().slots(2);
        hall.completed(job);
        assertThat(hall.steps.runs()).containsExactly(job.sessionId() + " track");
        assertThat(queue.size()).isZero();
    }

    @Test
    void whatCannotBeReadIsMadeAgainAndKeepsNobodyWaiting() throws IOException {
        Job damaged = hall.job(2);
        Job sound = hall.job(2);
        Files.writeString(hall.folder(damaged).inspection(), "{ \"width\": ");
        hall.coordinator().slots(1);
        hall.completed(sound);
        hall.completed(damaged);
    }

    @Test
    void jobsThatNobodyAnnouncedAreFound() {
        Job before = hall.unannounced(Inspections.ofSeconds(1));
        hall.coordinator().slots(1);
        hall.completed(before);
        hall.completed(hall.unannounced(Inspections.ofSeconds(1)));
    }

    @Test
    void aNewCoordinatorGoesOnWhereTheOldOneStopped() {
        CountDownLatch goOn = new CountDownLatch(1);
        hall.steps.script(TaskName.detect(1), (input, context) -> {
            FakeSteps.hold(goOn);
            return hall.steps.make(input, context);
        });
        hall.coordinator().slots(2);
        Job job = hall.job(4);
        eventually("the segment is under way", () -> hall.steps.runs(TaskName.detect(1)) == 1);
        hall.noCoordinator();
        goOn.countDown();
        clock.leap(Duration.ofHours(1));
        hall.coordinator();
        hall.completed(job);
        assertThat(hall.steps.runs()).doesNotHaveDuplicates().hasSize(6);
    }

    @Test
    void aSlotThatFellSilentIsNotThere() {
        hall.coordinator();
        new GhostSlot(hall.vertx, "ghost").ask();
        eventually("the slot is known", () -> hall.report()
                .equals(new QueueReport(List.of(new QueueReport.Worker("ghost", 1, 0)), true)));
        eventually("the slot is forgotten", () -> {
            clock.leap(Duration.ofMillis(50));
            return hall.report().equals(new QueueReport(List.of(), true));
        });
    }

    private void awaitMoreProgress(Job job) {
        int known = hall.events(job, JobEvent.Progressed.class).size();
        eventually("more progress is told", () -> {
            clock.leap(Duration.ofMillis(10));
            return hall.events(job, JobEvent.Progressed.class).size() > known;
        });
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private static List<String> filesBelow(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.map(Path::toString).toList();
        }
    }
}
