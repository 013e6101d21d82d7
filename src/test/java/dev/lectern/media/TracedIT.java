package dev.lectern.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lectern.fuzz.Corpus;
import dev.lectern.job.Inspection;
import dev.lectern.job.Playability;
import dev.lectern.job.Segment;
import dev.lectern.job.TaskFailure;
import dev.lectern.testing.Clips;
import dev.lectern.testing.Shared;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ffmpeg and ffprobe ask the kernel for while they read bad, hostile and changed files: the recording, and nobody else. */
class TracedIT {

    private static final int CHANGED = Integer.getInteger("fuzz.traced", 25);
    private static final Path STRACE = Path.of("/usr/bin/strace");
    private static final Pattern OPENED = Pattern.compile("open(?:at)?\\((?:AT_FDCWD, )?\"([^\"]*)\"");
    private static final Pattern NETWORK =
            Pattern.compile("\\b(socket|connect|bind|sendto|sendmsg|sendmmsg|listen|accept4?)\\((?!AF_UNIX)[^\\n]*");
    /** Where the loader, the C library and ffmpeg's own libraries look for what they are made of. */
    private static final Pattern SYSTEM = Pattern.compile(
            "/(etc/(ld\\.so|localtime)|lib|usr/lib|usr/share|proc/(self|cpuinfo|sys|meminfo|stat)|sys/|dev/(null|u?random)).*");

    @TempDir
    Path folder;

    private FfmpegBinaries traced;
    private Path traces;
    private Path programs;

    @BeforeEach
    void traceEveryChild() throws IOException {
        assumeTrue(Files.isExecutable(STRACE), "strace is here");
        traces = Files.createDirectory(folder.resolve("traces"));
        programs = Clips.BINARIES.ffmpeg().getParent();
        traced = new FfmpegBinaries(
                tracing(Clips.BINARIES.ffmpeg()), tracing(Clips.BINARIES.ffprobe()), Clips.BINARIES.environment());
    }

    @Test
    void theTracesShowWhatWouldBeWrong() throws Exception {
        Path other = Files.writeString(folder.resolve("other.txt"), "x");
        FfmpegBinaries binaries = traced;
        for (String input : List.of("file:" + other, "tcp://127.0.0.1:1/")) {
            try (MediaProcess process = MediaProcess.start(
                    binaries,
                    binaries.ffmpeg(),
                    List.of("-i", input, "-f", "null", "-"),
                    Limits.QUICK,
                    new dev.lectern.job.CancelToken())) {
                assertThat(process.await()).isNotZero();
            }
        }
        assertThat(strangers(folder.resolve("recording")))
                .anyMatch(found -> found.contains("other.txt"))
                .anyMatch(found -> found.contains("AF_INET"));
    }

    @Test
    void nothingButTheRecordingIsOpenedAndNobodyIsCalled() throws Exception {
        Path canary = Files.writeString(folder.resolve("canary.txt"), "canary");
        Path neighbour = Clips.playable(folder.resolve("neighbour.mp4"));
        List<byte[]> files = new ArrayList<>();
        for (Shared.Bad bad : Shared.bad()) {
            files.add(armed(Files.readAllBytes(bad.file()), neighbour));
        }
        Corpus corpus = new Corpus(
                folder,
                List.of(
                        "file://" + canary,
                        canary.toString(),
                        "../canary.txt",
                        "canary.txt",
                        neighbour.toString(),
                        "http://127.0.0.1:18999/a",
                        "rtsp://127.0.0.1:18999/a"));
        for (int k = 0; k < CHANGED; k++) {
            // Not those of the service's test.
            files.add(corpus.file(1_000_000 + k));
        }
        Path recording = Files.createDirectory(folder.resolve("session")).resolve("raw.mp4");
        int number = 0;
        for (byte[] file : files) {
            Files.write(recording, file);
            processed(recording);
            assertThat(strangers(recording)).as("file %d", number++).isEmpty();
        }
        assertThat(number).isPositive();
    }

    /** Everything that is done with a recording, as far as it goes. */
    private void processed(Path recording) {
        Path out = folder.resolve("out.mp4");
        try {
            new Prober(traced).look(recording);
            Inspection inspection = new Inspector(traced).inspect(recording, new TestStep());
            new Thumbnailer(traced).of(recording, inspection, new dev.lectern.job.CancelToken());
            Segment first = new Segment(0, 0, 2, 1);
            try (FrameReader frames =
                    FrameReader.open(traced, recording, inspection, first, 32, 32, new dev.lectern.job.CancelToken())) {
                java.nio.ByteBuffer frame = java.nio.ByteBuffer.allocate(32 * 32 * 3);
                while (frames.next(frame)) {
                    frame.clear();
                }
            }
            if (inspection.playability() != Playability.AS_IS && inspection.durationMs() < 20_000) {
                new Transcoder(traced).makePlayable(recording, inspection, out, new TestStep());
            }
        } catch (TaskFailure refused) {
            assertThat(refused.kind()).isNotEqualTo(TaskFailure.Kind.BUG);
        }
    }

    /** What the traces say of other files and of the network; the traces are gone then. */
    private List<String> strangers(Path recording) throws IOException {
        List<String> found = new ArrayList<>();
        try (var files = Files.newDirectoryStream(traces)) {
            for (Path trace : files) {
                String text = Files.readString(trace, StandardCharsets.ISO_8859_1);
                assertThat(text).contains("openat(");
                Matcher network = NETWORK.matcher(text);
                while (network.find()) {
                    found.add(network.group());
                }
                Matcher opened = OPENED.matcher(text);
                while (opened.find()) {
                    String path = opened.group(1);
                    boolean known = path.equals(recording.toString())
                            || path.equals(folder.resolve("out.mp4").toString())
                            || path.startsWith(programs.toString())
                            || SYSTEM.matcher(path).matches();
                    if (!known) {
                        found.add(opened.group());
                    }
                }
                Files.delete(trace);
            }
        }
        return found;
    }

    private Path tracing(Path program) throws IOException {
        Path script = Files.writeString(
                folder.resolve(program.getFileName() + ".sh"),
                "#!/bin/sh\nexec " + STRACE + " -f -qq -e trace=%network,open,openat -o " + traces + "/" + "$$ "
                        + program + " \"$@\"\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }

    private static byte[] armed(byte[] file, Path neighbour) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        return Map.of("@NEIGHBOUR@", neighbour.toString(), "@NEIGHBOUR_TS@", neighbour.toString()).entrySet().stream()
                .reduce(text, (all, put) -> all.replace(put.getKey(), put.getValue()), (a, b) -> b)
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
