package dev.lectern.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lectern.job.CancelToken;
import dev.lectern.job.TaskFailure;
import dev.lectern.testing.Clips;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MediaProcessTest {

    private static final FfmpegBinaries BINARIES = Clips.BINARIES;
    private static final List<String> FOR_EVER = List.of(
            "-nostdin", "-v", "error", "-filter_complex", "testsrc2=size=64x36:rate=25,realtime", "-f", "null", "-");
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final CancelToken cancel = new CancelToken();

    private static Limits limits(Duration wall, Duration silence) {
        return new Limits(wall, silence, 3 * Limits.GIB, 3600, Limits.GIB);
    }

    private MediaProcess ffmpeg(List<String> arguments, Limits limits) throws TaskFailure {
        return MediaProcess.start(BINARIES, BINARIES.ffmpeg(), arguments, limits, cancel);
    }

    private static void assertEnds(ProcessHandle child) {
        assertThat(child.onExit()).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void cancelKillsTheChild() throws TaskFailure {
        try (MediaProcess process = ffmpeg(FOR_EVER, limits(LONG, LONG))) {
            ProcessHandle child = ProcessHandle.of(process.pid()).orElseThrow();
            assertThat(process.alive()).isTrue();
            cancel.cancel();
            assertThatThrownBy(process::await).isInstanceOfSatisfying(TaskFailure.class, e -> assertThat(e.kind())
                    .isEqualTo(TaskFailure.Kind.INTERRUPTED));
            assertEnds(child);
        }
    }

    @Test
    void aChildThatSomebodyElseKilledIsWorthAnotherTry() throws TaskFailure {
        try (MediaProcess process = ffmpeg(FOR_EVER, limits(LONG, LONG))) {
            ProcessHandle.of(process.pid()).orElseThrow().destroyForcibly();
            assertThatThrownBy(process::await).isInstanceOfSatisfying(TaskFailure.class, e -> assertThat(e.kind())
                    .isEqualTo(TaskFailure.Kind.TRANSIENT));
        }
    }

    @Test
    void closingKillsTheChildAndRemovesItsFolder() throws TaskFailure, IOException {
        Path folder;
        ProcessHandle child;
        try (MediaProcess process = start("/bin/pwd", List.of())) {
            folder = Path.of(new String(process.output().readAllBytes(), StandardCharsets.UTF_8).strip());
            assertThat(folder).isEmptyDirectory();
        }
        assertThat(folder).doesNotExist();
        try (MediaProcess process = ffmpeg(FOR_EVER, limits(LONG, LONG))) {
            child = ProcessHandle.of(process.pid()).orElseThrow();
        }
        assertEnds(child);
    }

    @Test
    void aChildOverItsTimeIsStopped() throws TaskFailure {
        try (MediaProcess process = ffmpeg(FOR_EVER, limits(SHORT, LONG))) {
            assertStopped(process);
        }
    }

    @Test
    void aChildThatShowsNoProgressIsStopped() throws TaskFailure {
        try (MediaProcess process = ffmpeg(FOR_EVER, limits(LONG, SHORT))) {
            assertStopped(process);
        }
    }

    private static void assertStopped(MediaProcess process) {
        assertThatThrownBy(process::await).isInstanceOfSatisfying(TaskFailure.class, e -> assertThat(e.kind())
                .isEqualTo(TaskFailure.Kind.TRANSIENT));
    }

    @Test
    void theKernelKeepsTheLimits() throws TaskFailure, IOException {
        Limits limits = new Limits(LONG, LONG, 2_000_000_000, 77, 12_345_678);
        assumeTrue(String.join(" ", HostTools.leash(limits)).contains("prlimit"), "no prlimit here");
        try (MediaProcess process =
                MediaProcess.start(BINARIES, Path.of("/bin/cat"), List.of("/proc/self/limits"), limits, cancel)) {
            String kept = new String(process.output().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(kept).containsPattern("Max address space +2000000000");
            assertThat(kept).containsPattern("Max cpu time +77");
            assertThat(kept).containsPattern("Max file size +12345678");
            assertThat(kept).containsPattern("Max core file size +0");
            assertThat(kept).containsPattern("Max open files +64");
        }
    }

    @Test
    void workWithADeviceMayReserveAddressesButNotMemory() throws TaskFailure, IOException {
        Limits limits = new Limits(LONG, LONG, 2_000_000_000, 77, 12_345_678).withDevice();
        assumeTrue(String.join(" ", HostTools.leash(limits)).contains("prlimit"), "no prlimit here");
        try (MediaProcess process =
                MediaProcess.start(BINARIES, Path.of("/bin/cat"), List.of("/proc/self/limits"), limits, cancel)) {
            String kept = new String(process.output().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(kept).containsPattern("Max data size +2000000000");
            assertThat(kept).doesNotContainPattern("Max address space +2000000000");
            assertThat(kept).containsPattern("Max cpu time +77");
        }
    }

    @Test
    void theChildHasNoNetwork() throws TaskFailure, IOException {
        assumeTrue(HostTools.noNetwork(), "unshare --net is not permitted here");
        try (MediaProcess process = start("/bin/cat", List.of("/proc/net/dev", "/proc/net/route"))) {
            List<String> interfaces = new String(process.output().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains(":"))
                    .map(line -> line.substring(0, line.indexOf(':')).strip())
                    .toList();
            assertThat(interfaces).as("and it is down").containsExactly("lo");
        }
    }

    @Test
    void theChildReachesNobodyEvenIfItTries() throws TaskFailure, IOException {
        assumeTrue(HostTools.noNetwork(), "unshare --net is not permitted here");
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                MediaProcess process = start(
                        BINARIES.ffmpeg().toString(),
                        List.of("-v", "error", "-i", "tcp://127.0.0.1:" + server.getLocalPort(), "-f", "null", "-"))) {
            assertThat(process.await()).isNotZero();
            assertThat(process.complaint()).contains("Network is unreachable");
            server.setSoTimeout(1);
            assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void theChildCanGainNoRights() throws TaskFailure, IOException {
        assumeTrue(HostTools.diesWithParent(), "no setpriv here");
        try (MediaProcess process = start("/bin/cat", List.of("/proc/self/status"))) {
            assertThat(new String(process.output().readAllBytes(), StandardCharsets.UTF_8))
                    .containsPattern("NoNewPrivs:\\s+1")
                    // Nothing, or the right to read other people's files.
                    .containsPattern("CapEff:\\s+000000000000000[02]")
                    .containsPattern("CapInh:\\s+0{16}");
        }
    }

    @Test
    void whatTheChildStartedEndsWithIt() throws TaskFailure, IOException {
        try (MediaProcess process = start("/bin/sh", List.of("-c", "sleep 1000 & echo $!; wait"));
                BufferedReader says =
                        new BufferedReader(new InputStreamReader(process.output(), StandardCharsets.US_ASCII))) {
            ProcessHandle grandchild =
                    ProcessHandle.of(Long.parseLong(says.readLine())).orElseThrow();
            cancel.cancel();
            assertEnds(grandchild);
        }
    }

    @Test
    void theTemporaryFilesOfTheChildAreItsOwn() throws TaskFailure, IOException {
        try (MediaProcess process = start("/bin/sh", List.of("-c", "echo $TMPDIR; pwd"))) {
            List<String> said = new String(process.output().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(said).hasSize(2);
            assertThat(said.get(0)).isEqualTo(said.get(1)).contains("lectern-media-");
        }
    }

    @Test
    void theChildSeesNothingOfOurEnvironment() throws TaskFailure, IOException {
        try (MediaProcess process = start("/usr/bin/env", List.of())) {
            String seen = new String(process.output().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(seen.lines()).allMatch(line -> line.matches("((DY)?LD_LIBRARY_PATH|TMPDIR)=.*"));
        }
    }

    @Test
    void aTalkativeChildNeitherBlocksNorFillsMemory() throws TaskFailure {
        try (MediaProcess process =
                start("/bin/sh", List.of("-c", "head -c 20000000 /dev/zero | tr '\\0' x >&2; echo last >&2"))) {
            assertThat(process.await()).isZero();
            assertThat(process.complaint()).hasSizeLessThan(6000).contains("xxx");
        }
    }

    @Test
    void killingTheJvmLeavesNoChild(@TempDir Path folder) throws Exception {
        assumeTrue(String.join(" ", HostTools.leash(Limits.QUICK)).contains("setpriv"), "no setpriv here");
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ForEver.class.getName())
                .redirectError(folder.resolve("errors").toFile())
                .start();
        try (BufferedReader says =
                new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.US_ASCII))) {
            String line = says.readLine();
            while (line != null && !line.startsWith("pid ")) {
                line = says.readLine();
            }
            assertThat(line).as(Files.readString(folder.resolve("errors"))).isNotNull();
            ProcessHandle child =
                    ProcessHandle.of(Long.parseLong(line.substring(4))).orElseThrow();
            // The thread that asked for it has ended meanwhile, and that alone must not end the child.
            assertThat(child.onExit()).failsWithin(Duration.ofSeconds(1));
            jvm.destroyForcibly().waitFor();
            assertEnds(child);
        } finally {
            jvm.destroyForcibly();
        }
    }

    private MediaProcess start(String program, List<String> arguments) throws TaskFailure {
        assumeTrue(Files.isExecutable(Path.of(program)), program + " is not here");
        return MediaProcess.start(BINARIES, Path.of(program), arguments, limits(LONG, LONG), cancel);
    }

    /** A JVM with a child that would run for ever, started by a thread that has ended. */
    static final class ForEver {

        private ForEver() {}

        public static void main(String[] arguments) throws Exception {
            Thread starter = new Thread(() -> {
                try {
                    MediaProcess process = MediaProcess.start(
                            BINARIES, BINARIES.ffmpeg(), FOR_EVER, limits(LONG, LONG), new CancelToken());
                    System.out.println("pid " + process.pid());
                } catch (TaskFailure e) {
                    throw new IllegalStateException(e);
                }
            });
            starter.start();
            starter.join();
            System.in.read();
        }
    }
}
