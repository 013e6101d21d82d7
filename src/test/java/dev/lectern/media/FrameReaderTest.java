package dev.lectern.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lectern.job.CancelToken;
import dev.lectern.job.Inspection;
import dev.lectern.job.Segment;
import dev.lectern.job.TaskFailure;
import dev.lectern.testing.Clips;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {

    private static final String VARIABLE =
            "testsrc2=size=320x180:rate=25:duration=16,select='not(between(mod(n,60),20,37))'";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bframes.mp4",
                "plain.mp4",
                "variable.mp4",
                "turned.mov",
                "vp9.webm",
                "live.webm",
                "mkv.mkv",
                "fragmented.mp4"
            })
    void framesDoNotDependOnSegments(String name) throws TaskFailure {
        Path file = make(name);
        Inspection inspection = new Inspector(Clips.BINARIES).inspect(file, new TestStep());
        assertThat(inspection.exactSeek()).isTrue();

        Frames whole = Frames.of(file, inspection, List.of(new Segment(0, 0, Segment.OPEN, 5)));
        Frames inFives = Frames.of(file, inspection, 5);
        Frames inSevens = Frames.of(file, inspection, 7);

        assertThat(whole.times()).hasSizeGreaterThan(50).isSorted().startsWith(0L);
        assertThat(inFives).isEqualTo(whole);
        assertThat(inSevens).isEqualTo(whole);
    }

    private Path make(String name) throws TaskFailure {
        Path file = folder.resolve(name);
        return switch (name) {
            case "bframes.mp4" -> Clips.clip(file, 16, "-c:v", "mpeg4", "-bf", "2", "-g", "60", "-q:v", "4");
            case "plain.mp4" -> Clips.clip(file, 16, "-c:v", "libopenh264", "-g", "100", "-b:v", "500k");
            case "variable.mp4" ->
                Clips.clip(file, VARIABLE, "-c:v", "mpeg4", "-bf", "2", "-g", "40", "-q:v", "4", "-fps_mode", "vfr");
            case "turned.mov" ->
                Clips.copy(
                        Clips.clip(folder.resolve("upright.mp4"), 16, "-c:v", "libopenh264", "-b:v", "500k"),
                        file,
                        List.of("-display_rotation", "90"));
            case "vp9.webm" ->
                Clips.clip(file, 16, "-c:v", "libvpx-vp9", "-b:v", "300k", "-deadline", "realtime", "-cpu-used", "8");
            case "live.webm" ->
                Clips.clip(file, 16, "-c:v", "libvpx", "-deadline", "realtime", "-b:v", "300k", "-live", "1");
            case "fragmented.mp4" ->
                Clips.clip(
                        file,
                        16,
                        "-c:v",
                        "mpeg4",
                        "-bf",
                        "2",
                        "-g",
                        "30",
                        "-movflags",
                        "+frag_keyframe+empty_moov+skip_trailer");
            default -> Clips.clip(file, 16, "-c:v", "mpeg4", "-bf", "2", "-g", "50", "-q:v", "4");
        };
    }

    @Test
    void theFirstPictureOfEveryCellIsTaken() throws TaskFailure {
        // 30000/1001 pictures a second never fall on the borders of fifths of a second.
        Path file = Clips.clip(
                folder.resolve("ntsc.mp4"), "testsrc2=size=64x36:rate=30000/1001:duration=3", "-c:v", "mpeg4");
        Inspection inspection = new Inspector(Clips.BINARIES).inspect(file, new TestStep());

        List<Long> times = Frames.of(file, inspection, 60).times();

        assertThat(times).hasSize(15);
        for (int cell = 0; cell < times.size(); cell++) {
            long picture = (long) Math.ceil(cell / 5.0 * 30000 / 1001);
            assertThat(times.get(cell)).isEqualTo(Math.round(picture * 1001000 / 30000.0));
        }
    }

    @Test
    void aHoleInTheRecordingGivesNoFrames() throws TaskFailure {
        Path file = Clips.clip(
                folder.resolve("hole.mp4"),
                "testsrc2=size=64x36:rate=25:duration=6,select='not(between(t,2,3.99))'",
                "-c:v",
                "mpeg4",
                "-fps_mode",
                "vfr");
        Inspection inspection = new Inspector(Clips.BINARIES).inspect(file, new TestStep());

        assertThat(Frames.of(file, inspection, 60).times())
                .contains(1800L, 4000L)
                .noneMatch(t -> t > 1999 && t < 4000);
    }

    @Test
    void framesAreUprightAndBlueGreenRed() throws TaskFailure {
        // Red above, blue below, stored lying on its side.
        Path lying = Clips.clip(
                folder.resolve("lying.mp4"),
                "color=red:size=160x160:duration=1[r];color=blue:size=160x160:duration=1[b];[b][r]hstack",
                "-c:v",
                "libopenh264");
        Path file = Clips.copy(lying, folder.resolve("portrait.mp4"), List.of("-display_rotation", "90"));
        Inspection inspection = new Inspector(Clips.BINARIES).inspect(file, new TestStep());
        assertThat(inspection.width()).isEqualTo(160);
        assertThat(inspection.height()).isEqualTo(320);

        ByteBuffer frame = ByteBuffer.allocateDirect(8 * 16 * 3);
        try (FrameReader reader = open(file, inspection, 8, 16, new CancelToken())) {
            assertThat(reader.next(frame)).isTrue();
        }
        assertThat(frame.get(2) & 0xff).as("red of the first pixel").isGreaterThan(200);
        assertThat(frame.get(0) & 0xff).as("blue of the first pixel").isLessThan(60);
        assertThat(frame.get(8 * 16 * 3 - 3) & 0xff)
                .as("blue of the last pixel")
                .isGreaterThan(200);
    }

    @Test
    void cancelEndsTheReadingAndTheChild() throws TaskFailure {
        Path file = Clips.clip(folder.resolve("long.mp4"), 30, "-c:v", "mpeg4");
        Inspection inspection = new Inspector(Clips.BINARIES).inspect(file, new TestStep());
        ByteBuffer frame = ByteBuffer.allocateDirect(640 * 360 * 3);
        CancelToken cancel = new CancelToken();
        try (FrameReader reader = open(file, inspection, 640, 360, cancel)) {
            assertThat(reader.next(frame)).isTrue();
            cancel.cancel();
            Frames.assertInterrupted(reader, frame);
        }
    }

    @Test
    void aFileThatLostItsPicturesIsDamaged() throws Exception {
        Path file = Clips.clip(folder.resolve("lost.mp4"), 2, "-c:v", "mpeg4", "-movflags", "+faststart");
        Inspection inspection = new Inspector(Clips.BINARIES).inspect(file, new TestStep());
        byte[] bytes = Files.readAllBytes(file);
        int data = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("mdat") + 4;
        Arrays.fill(bytes, data, bytes.length, (byte) 0);
        Files.write(file, bytes);

        assertThatThrownBy(() -> Frames.of(file, inspection, 60)).isInstanceOfSatisfying(TaskFailure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(TaskFailure.Kind.PERMANENT);
            assertThat(failure.getMessage()).isEqualTo(Sentences.DAMAGED);
        });
    }

    private static FrameReader open(Path file, Inspection inspection, int width, int height, CancelToken cancel)
            throws TaskFailure {
        return FrameReader.open(
                Clips.BINARIES, file, inspection, new Segment(0, 0, Segment.OPEN, 5), width, height, cancel);
    }
}
