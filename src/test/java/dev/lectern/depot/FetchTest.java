package dev.lectern.depot;

import static dev.lectern.depot.Ground.SESSION;
import static dev.lectern.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lectern.bus.TaskOrder;
import dev.lectern.detect.DetectionCodec;
import dev.lectern.job.CancelToken;
import dev.lectern.job.DataFolder;
import dev.lectern.job.SegmentPlan;
import dev.lectern.job.SessionFolder;
import dev.lectern.job.Sha256;
import dev.lectern.job.TaskFailure;
import dev.lectern.job.TaskName;
import dev.lectern.testing.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class FetchTest {

    private static final int BYTES = 12 << 20;
    private static final RemoteFiles.Times HASTY = new RemoteFiles.Times(
            Duration.ofMillis(300), Duration.ofSeconds(2), Duration.ofMinutes(15), Duration.ofMillis(20));

    @TempDir
    Path root;

    private Ground ground;
    private Path recording;

    @BeforeEach
    void serve() throws IOException {
        ground = new Ground(root).start();
        recording = ground.recording(SESSION, BYTES, 1);
    }

    @AfterEach
    void close() throws Exception {
        ground.close();
    }

    @Test
    void aRecordingComesAsItIs() throws Exception {
        SessionFolder folder = ground.files().fetch(ground.order(SESSION, TaskName.INSPECT), new CancelToken());

        assertThat(folder.recording()).hasSameBinaryContentAs(recording);
        assertThat(folder.path().startsWith(ground.cache)).isTrue();
        assertThat(folder.playable()).doesNotExist();
    }

    @Test
    void aCutConnectionGoesOnWhereItWas() throws Exception {
        CuttingProxy proxy = ground.proxy();
        proxy.cutAfterDown(BYTES / 2);

        SessionFolder folder = ground.files().fetch(ground.order(SESSION, TaskName.INSPECT), new CancelToken());

        assertThat(folder.recording()).hasSameBinaryContentAs(recording);
        assertThat(proxy.cuts()).isOne();
        // What was on its way is lost; from the beginning it would be half as much again, and the encryption on top.
        assertThat(proxy.down()).isLessThan(BYTES * 3L / 2);
    }

    @Test
    void aConnectionThatStandsStillIsGivenUp() throws Exception {
        CuttingProxy proxy = ground.proxy();
        RemoteFiles files = ground.files();
        TaskOrder order = ground.order(SESSION, TaskName.INSPECT);
        CompletableFuture<SessionFolder> fetched = later(() -> files.fetch(order, new CancelToken()));
        eventually("the recording begins to come", () -> proxy.down() > BYTES / 8);

        proxy.stall();

        assertThat(fetched.join().recording()).hasSameBinaryContentAs(recording);
    }

    @Test
    void theServerMayStartAgainElsewhereMeanwhile() throws Exception {
        CuttingProxy proxy = ground.proxy();
        proxy.cutAfterDown(BYTES / 2);
        RemoteFiles files = ground.files();
        TaskOrder order = ground.order(SESSION, TaskName.INSPECT);
        CompletableFuture<SessionFolder> fetched = later(() -> files.fetch(order, new CancelToken()));
        eventually("the connection is cut", () -> proxy.cuts() == 1);

        proxy.close();
        ground.stop();
        ground.address.set(null);
        ground.start();

        assertThat(fetched.join().recording()).hasSameBinaryContentAs(recording);
    }

    @Test
    void whatIsNotTheRecordingIsFetchedAgainOnceAndThenNotUsed() throws Exception {
        String other = "5f".repeat(32);
        CuttingProxy proxy = ground.proxy();

        TaskFailure failure = failure(
                () -> ground.files().fetch(ground.order(SESSION, TaskName.INSPECT, other, BYTES), new CancelToken()));

        assertThat(failure.kind()).isEqualTo(TaskFailure.Kind.TRANSIENT);
        assertThat(failure).hasMessage("A file from the server came damaged to the worker");
        assertThat(proxy.down()).isBetween(2L * BYTES, 3L * BYTES);
        assertThat(FileTree.of(ground.cache)).noneMatch(file -> file.toString().contains("raw.mp4"));
    }

    @Test
    void aRecordingOfAnotherSizeIsNotUsed() throws Exception {
        String hash = Sha256.of(recording);
        for (long size : new long[] {BYTES - 1, BYTES + 1}) {
            TaskFailure failure = failure(
                    () -> ground.files().fetch(ground.order(SESSION, TaskName.INSPECT, hash, size), new CancelToken()));

            assertThat(failure.kind()).isEqualTo(TaskFailure.Kind.TRANSIENT);
        }
    }

    @Test
    void slotsThatNeedTheSameRecordingFetchItOnce() throws Exception {
        CuttingProxy proxy = ground.proxy();
        RemoteFiles files = ground.files();
        List<CompletableFuture<SessionFolder>> fetched = List.of(0, 1, 2, 3).stream()
                .map(k -> later(() -> files.fetch(ground.order(SESSION, TaskName.detect(k)), new CancelToken())))
                .toList();

        assertThat(fetched).allSatisfy(one -> assertThat(one.join().recording()).hasSameBinaryContentAs(recording));
        assertThat(proxy.down()).isLessThan(BYTES * 3L / 2);
    }

    @Test
    void whoWaitsForAnotherSlotTakesOverWhenThatIsStopped() throws Exception {
        RemoteFiles files = ground.files();
        CancelToken first = new CancelToken();
        TaskOrder one = ground.order(SESSION, TaskName.detect(0));
        TaskOrder two = ground.order(SESSION, TaskName.detect(1));
        ground.address.set(null);
        CompletableFuture<TaskFailure> stopped = later(() -> failure(() -> files.fetch(one, first)));
        CompletableFuture<SessionFolder> fetched = later(() -> files.fetch(two, new CancelToken()));

        first.cancel();

        assertThat(stopped.join().kind()).isEqualTo(TaskFailure.Kind.INTERRUPTED);
        ground.address.set(new DepotAddress(Ground.LOOPBACK, ground.depot.port(), ground.worker));
        assertThat(fetched.join().recording()).hasSameBinaryContentAs(recording);
    }

    @Test
    void aServerThatStaysAwayIsGivenUp() throws Exception {
        TaskOrder order = ground.order(SESSION, TaskName.INSPECT);
        RemoteFiles files = ground.files(Long.MAX_VALUE, Disk.real(), HASTY);
        ground.stop();

        TaskFailure failure = failure(() -> files.fetch(order, new CancelToken()));

        assertThat(failure.kind()).isEqualTo(TaskFailure.Kind.TRANSIENT);
        assertThat(failure).hasMessageStartingWith("The worker could not exchange files with the server for");
    }

    @Test
    void aRecordingThatIsGoneIsNotWaitedFor() throws Exception {
        TaskOrder order = ground.order(SESSION, TaskName.INSPECT);
        Files.delete(recording);

        TaskFailure failure = failure(() -> ground.files().fetch(order, new CancelToken()));

        assertThat(failure.kind()).isEqualTo(TaskFailure.Kind.TRANSIENT);
        assertThat(failure).hasMessage("The server no longer has what the task reads");
    }

    @Test
    void aVideoIsDrawnWithThePlayableVersionIfThereIsOne() throws Exception {
        RemoteFiles files = ground.files();
        TaskOrder order = ground.order(SESSION, TaskName.RENDER);
        assertThat(files.fetch(order, new CancelToken()).playable()).doesNotExist();
        files.release(order);
        Path playable = Files.write(ground.data.session(SESSION).playable(), Ground.bytes(BYTES, 2));
        CuttingProxy proxy = ground.proxy();
        proxy.cutAfterDown(BYTES / 2);

        SessionFolder folder = files.fetch(ground.order(SESSION, TaskName.RENDER), new CancelToken());

        assertThat(folder.playable()).hasSameBinaryContentAs(playable);
        assertThat(folder.recording()).hasSameBinaryContentAs(recording);
        assertThat(proxy.cuts()).isOne();
        assertThat(proxy.down()).isLessThan(BYTES * 3L / 2);
    }

    @Test
    void detectionsComeAllAtOnceAndWithoutTheRecording() throws Exception {
        TaskOrder order = ground.order(SESSION, TaskName.TRACK);
        List<byte[]> segments = detections(order);
        CuttingProxy proxy = ground.proxy();
        proxy.cutAfterDown(200_000);

        SessionFolder folder = ground.files().fetch(order, new CancelToken());

        for (int k = 0; k < segments.size(); k++) {
            assertThat(folder.detections(Ground.KEY, k)).hasBinaryContent(segments.get(k));
        }
        assertThat(proxy.cuts()).isOne();
        assertThat(folder.recording()).doesNotExist();
        assertThat(FileTree.of(ground.cache)).noneMatch(file -> file.endsWith("incoming/stream"));
    }

    @Test
    void aTrackIsNotMadeOfSomeOfTheDetections() throws Exception {
        TaskOrder order = ground.order(SESSION, TaskName.TRACK);
        int segments = detections(order).size();
        Files.delete(ground.data.session(SESSION).detections(Ground.KEY, segments - 1));
        RemoteFiles files = ground.files();

        TaskFailure failure = failure(() -> files.fetch(order, new CancelToken()));

        assertThat(failure.kind()).isEqualTo(TaskFailure.Kind.TRANSIENT);
        detections(order);
        assertThat(files.fetch(order, new CancelToken()).detections(Ground.KEY, segments - 1))
                .exists();
    }

    @Test
    void aVideoIsJoinedOfPiecesThatAllSlotsEncoded() throws Exception {
        List<byte[]> pieces = pieces(3);
        CuttingProxy proxy = ground.proxy();
        proxy.cutAfterDown(BYTES + 500_000);

        SessionFolder folder = ground.files().fetch(ground.toJoin(SESSION, 66), new CancelToken());

        assertThat(folder.recording()).hasSameBinaryContentAs(recording);
        for (int k = 0; k < pieces.size(); k++) {
            assertThat(folder.piece(k)).hasBinaryContent(pieces.get(k));
        }
        assertThat(proxy.cuts()).isOne();
    }

    @Test
    void aVideoIsNotJoinedOfSomeOfItsPieces() throws Exception {
        pieces(2);
        RemoteFiles files = ground.files();

        TaskFailure failure = failure(() -> files.fetch(ground.toJoin(SESSION, 66), new CancelToken()));

        assertThat(failure.kind()).isEqualTo(TaskFailure.Kind.TRANSIENT);
        assertThat(failure).hasMessage("The server does not have all pieces of the video");
        pieces(3);
        assertThat(files.fetch(ground.toJoin(SESSION, 66), new CancelToken()).piece(2))
                .exists();
    }

    @Test
    void onlyNumbersNameAPiece() throws Exception {
        pieces(1);
        String paths = "/sessions/" + SESSION + "/pieces/";
        assertThat(ground.ask("HEAD", paths + "0").statusCode()).isEqualTo(200);
        for (String odd : List.of("-1", "x", "..%2f..%2fraw.mp4", "123456", "1")) {
            assertThat(ground.ask("GET", paths + odd).statusCode()).as(odd).isEqualTo(404);
        }
    }

    @Test
    void theModelComesAsItIs() throws Exception {
        assertThat(ground.files().model(new CancelToken())).hasBinaryContent(Ground.MODEL);
    }

    @Test
    void whoSeesTheServersFolderReadsThere() throws Exception {
        TaskOrder order = ground.order(SESSION, TaskName.INSPECT);
        ground.stop();
        try (RemoteFiles files = RemoteFiles.open(
                ground.cache, 0, 0, Optional::empty, Optional.of(new DataFolder(ground.data.root())))) {

            assertThat(files.fetch(order, new CancelToken()).recording()).isEqualTo(recording);

            files.release(order);
            files.forget(SESSION);
        }
        assertThat(recording).exists();
    }

    /** Detections on the server, for each segment of an order some that are like those of a full room. */
    private List<byte[]> detections(TaskOrder order) throws IOException {
        int segments = SegmentPlan.of(order.inspection(), order.parameters()).size();
        List<byte[]> all = new ArrayList<>();
        for (int k = 0; k < segments; k++) {
            byte[] bytes = k == 1 ? DetectionCodec.encode(List.of()) : Ground.bytes(150_000, k);
            Path file = ground.data.session(SESSION).detections(Ground.KEY, k);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
            all.add(bytes);
        }
        return all;
    }

    /** Encoded pieces on the server, as many as there are yet. */
    private List<byte[]> pieces(int count) throws IOException {
        List<byte[]> all = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            all.add(Ground.bytes(700_000 + k, k));
            Path file = ground.data.session(SESSION).piece(k);
            Files.createDirectories(file.getParent());
            Files.write(file, all.get(k));
        }
        return all;
    }

    static <T> CompletableFuture<T> later(Callable<T> work) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return work.call();
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    }
                },
                task -> new Thread(task, "a-slot").start());
    }

    static TaskFailure failure(ThrowingCallable work) {
        return catchThrowableOfType(TaskFailure.class, work);
    }
}
