package dev.lectern.depot;

import static dev.lectern.depot.FetchTest.failure;
import static dev.lectern.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lectern.bus.TaskOrder;
import dev.lectern.job.CancelToken;
import dev.lectern.job.SessionFolder;
import dev.lectern.job.TaskFailure;
import dev.lectern.job.TaskName;
import dev.lectern.testing.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class CacheTest {

    private static final int BYTES = 100_000;
    private static final String A = Ground.session(1);
    private static final String B = Ground.session(2);
    private static final String C = Ground.session(3);

    @TempDir
    Path root;

    private Ground ground;

    @BeforeEach
    void serve() throws IOException {
        ground = new Ground(root).start();
        ground.recording(A, BYTES, 1);
        ground.recording(B, BYTES, 2);
        ground.recording(C, BYTES, 3);
    }

    @AfterEach
    void close() throws Exception {
        ground.close();
    }

    @Test
    void whatWasReadLongestAgoMakesRoom() throws Exception {
        RemoteFiles files = ground.files(BYTES * 5 / 2, Disk.real(), Ground.TIMES);
        Path a = readAndReleased(files, A);
        Path b = readAndReleased(files, B);
        readAndReleased(files, A);

        Path c = readAndReleased(files, C);

        assertThat(a).exists();
        assertThat(b).doesNotExist();
        assertThat(c).exists();
    }

    @Test
    void whatIsReadStaysHoweverLittleRoomThereIs() throws Exception {
        RemoteFiles files = ground.files(1, Disk.real(), Ground.TIMES);
        TaskOrder reading = order(A);
        Path a = files.fetch(reading, new CancelToken()).recording();

        Path b = readAndReleased(files, B);

        eventually(() -> assertThat(b).doesNotExist());
        assertThat(a).exists();
        files.release(reading);
        eventually(() -> assertThat(a).doesNotExist());
    }

    @Test
    void whatNobodyReadsForAWhileGoes() throws Exception {
        RemoteFiles files = ground.files();
        TaskOrder reading = order(A);
        Path a = files.fetch(reading, new CancelToken()).recording();
        Path b = readAndReleased(files, B);

        ground.clock.leap(Ground.TIMES.unused().plusSeconds(1));

        eventually(() -> assertThat(b.getParent()).doesNotExist());
        assertThat(a).exists();
    }

    @Test
    void whatBelongsToADeletedSessionGoesAtOnce() throws Exception {
        RemoteFiles files = ground.files();
        Path a = readAndReleased(files, A);
        Path b = readAndReleased(files, B);

        files.forget(A);

        eventually(() -> assertThat(a.getParent()).doesNotExist());
        assertThat(b).exists();
    }

    @Test
    void whoReadsADeletedSessionMayEnd() throws Exception {
        RemoteFiles files = ground.files();
        TaskOrder one = order(A);
        TaskOrder two = order(A);
        Path a = files.fetch(one, new CancelToken()).recording();
        files.fetch(two, new CancelToken());
        files.forget(A);
        files.forget(B);
        // Sweeps come after it.
        Path c = readAndReleased(files, C);
        ground.clock.leap(Ground.TIMES.unused().plusSeconds(1));
        eventually(() -> assertThat(c).doesNotExist());

        assertThat(a).exists();
        files.release(one);
        assertThat(a).exists();
        files.release(two);
        assertThat(a.getParent()).doesNotExist();
    }

    @Test
    void aReleaseWithoutAFetchChangesNothing() throws Exception {
        RemoteFiles files = ground.files();
        TaskOrder reading = order(A);
        Path a = files.fetch(reading, new CancelToken()).recording();

        files.release(order(A));
        files.release(order(A));
        files.forget(A);
        Path b = readAndReleased(files, B);
        files.forget(B);
        eventually(() -> assertThat(b).doesNotExist());

        assertThat(a).exists();
    }

    @Test
    void aDiskWithoutRoomLeavesNothingBehind() throws Exception {
        AtomicLong usable = new AtomicLong(BYTES - 1);
        RemoteFiles files = ground.files(Long.MAX_VALUE, where -> usable.get(), Ground.TIMES);
        TaskOrder order = order(A);

        TaskFailure failure = failure(() -> files.fetch(order, new CancelToken()));

        assertThat(failure.kind()).isEqualTo(TaskFailure.Kind.TRANSIENT);
        assertThat(failure)
                .hasMessage("The worker's disk has no room for the recording: 100000 bytes are needed, and 99999 can be"
                        + " had");
        assertThat(FileTree.of(ground.cache)).noneMatch(Files::isRegularFile);
        files.release(order);
        usable.set(BYTES);
        assertThat(readAndReleased(files, A)).exists();
    }

    @Test
    void whatNobodyReadsMakesRoomOnAFullDisk() throws Exception {
        AtomicLong usable = new AtomicLong(Long.MAX_VALUE);
        RemoteFiles files = ground.files(Long.MAX_VALUE, where -> usable.get(), Ground.TIMES);
        TaskOrder reading = order(A);
        Path a = files.fetch(reading, new CancelToken()).recording();
        Path b = readAndReleased(files, B);

        usable.set(-1);

        eventually(() -> assertThat(b).doesNotExist());
        assertThat(a).exists();
    }

    @Test
    void aDiskThatIsFullAlthoughItSaidOtherwiseLeavesNothingBehind() throws Exception {
        Path mount = Files.createDirectory(root.resolve("mount"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", mount.toString()) == 0, "may not mount");
        try (RemoteFiles files = RemoteFiles.open(
                mount.resolve("cache"),
                new RemoteFiles.Room(Long.MAX_VALUE, 0, where -> Long.MAX_VALUE / 2),
                Ground.TIMES,
                ground.clock,
                () -> Optional.of(ground.address.get()),
                Optional.empty())) {
            ground.recording(A, 8 << 20, 1);
            TaskOrder order = order(A);

            TaskFailure failure = failure(() -> files.fetch(order, new CancelToken()));

            assertThat(failure.kind()).isEqualTo(TaskFailure.Kind.TRANSIENT);
            assertThat(failure).hasMessage("The worker's disk is full or cannot be written");
            assertThat(FileTree.of(mount)).noneMatch(Files::isRegularFile);
            files.release(order);
            assertThat(files.fetch(order(B), new CancelToken()).recording()).exists();
        } finally {
            run("umount", mount.toString());
        }
    }

    @Test
    void whatAnEarlierWorkerLeftIsSwept() throws Exception {
        SessionFolder left = ground.files().fetch(order(A), new CancelToken());
        Files.writeString(left.path().resolve("raw.mp4.part"), "half");

        ground.files();

        assertThat(FileTree.of(ground.cache)).containsExactly(ground.cache);
    }

    private TaskOrder order(String sessionId) throws IOException {
        return ground.order(sessionId, TaskName.INSPECT);
    }

    private Path readAndReleased(RemoteFiles files, String sessionId) throws Exception {
        TaskOrder order = order(sessionId);
        Path recording = files.fetch(order, new CancelToken()).recording();
        files.release(order);
        return recording;
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
