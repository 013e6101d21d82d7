package dev.lectern.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lectern.job.CancelToken;
import dev.lectern.job.Inspection;
import dev.lectern.job.Playability;
import dev.lectern.job.TaskFailure;
import dev.lectern.testing.Clips;
import dev.lectern.testing.Inspections;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames at a steady rate out of a recording, and frames of ours into a video. */
class VideoWriterTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"aac, film.mp4", "libmp3lame, film.mkv", "pcm_s16le, film.mov", "none, silent.mp4"})
    void aCopyOfTheFramesIsPlayableAndSoundsAndLastsLikeTheRecording(String sound, String name) throws TaskFailure {
        Path film = sound.equals("none")
                ? Clips.clip(folder.resolve(name), 3, "-c:v", "libopenh264")
                : Clips.clipWithSound(folder.resolve(name), 3, "-c:v", "libopenh264", "-c:a", sound);
        Inspection inspection = inspect(film);
        Path out = folder.resolve("out.mp4");
        assertThat(copy(film, inspection, VideoShape.of(inspection, 160), out)).isEqualTo(75);
        Inspection made = inspect(out);
        assertThat(made.playability()).isEqualTo(Playability.AS_IS);
        assertThat(made.audioCodec()).isEqualTo(sound.equals("none") ? null : "aac");
        assertThat(made.durationMs()).isCloseTo(inspection.durationMs(), within(100L));
        assertThat(made.width()).isEqualTo(160);
        assertThat(made.height()).isEqualTo(90);
    }

    @Test
    void aRecordingOfFewPicturesWithGapsKeepsItsTime() throws TaskFailure {
        Path film = Clips.clip(
                folder.resolve("gaps.mp4"),
                "testsrc2=size=320x180:rate=5:duration=6,select='not(between(t,1,3))'",
                "-c:v",
                "libopenh264",
                "-fps_mode",
                "vfr");
        Inspection inspection = inspect(film);
        Path out = folder.resolve("out.mp4");
        copy(film, inspection, VideoShape.of(inspection, 1280), out);
        assertThat(inspect(out).durationMs()).isCloseTo(inspection.durationMs(), within(100L));
        assertThat(inspect(out).fps()).isCloseTo(10, within(0.01));
    }

    @Test
    void whoeverIsCancelledWhileWritingIsTold() throws TaskFailure {
        Path film = Clips.clip(folder.resolve("film.mp4"), 1, "-c:v", "libopenh264");
        Inspection inspection = inspect(film);
        VideoShape shape = VideoShape.of(inspection, 320);
        CancelToken cancel = new CancelToken();
        try (VideoWriter writer =
                VideoWriter.open(Clips.BINARIES, folder.resolve("out.mp4"), shape, film, inspection, cancel)) {
            byte[] frame = new byte[shape.frameBytes()];
            writer.write(frame);
            cancel.cancel();
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 1000; i++) {
                            writer.write(frame);
                        }
                    })
                    .isInstanceOfSatisfying(TaskFailure.class, failure -> assertThat(failure.kind())
                            .isEqualTo(TaskFailure.Kind.INTERRUPTED));
        }
    }

    @Test
    void aDiskThatIsFullIsNoFaultOfTheRecording() throws TaskFailure {
        Path film = Clips.clip(folder.resolve("film.mp4"), 1, "-c:v", "libopenh264");
        Inspection inspection = inspect(film);
        VideoShape shape = VideoShape.of(inspection, 320);
        Path nowhere = folder.resolve("missing").resolve("out.mp4");
        try (VideoWriter writer =
                VideoWriter.open(Clips.BINARIES, nowhere, shape, film, inspection, new CancelToken())) {
            byte[] frame = new byte[shape.frameBytes()];
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 1000; i++) {
                            writer.write(frame);
                        }
                        writer.finish();
                    })
                    .isInstanceOfSatisfying(TaskFailure.class, failure -> assertThat(failure.kind())
                            .isEqualTo(TaskFailure.Kind.TRANSIENT));
        }
    }

    @Test
    void whatCannotBeDecodedIsAFaultOfTheRecording() throws Exception {
        Path noise = folder.resolve("noise.mp4");
        byte[] bytes = new byte[10_000];
        Arrays.fill(bytes, (byte) 7);
        Files.write(noise, bytes);
        VideoShape shape = new VideoShape(16, 16, 25);
        try (SteadyFrames frames =
                SteadyFrames.open(Clips.BINARIES, noise, Inspections.ofSeconds(1), shape, new CancelToken())) {
            assertThatThrownBy(() -> frames.next(new byte[shape.frameBytes()]))
                    .isInstanceOfSatisfying(TaskFailure.class, failure -> assertThat(failure.kind())
                            .isEqualTo(TaskFailure.Kind.PERMANENT));
        }
    }

    private int copy(Path film, Inspection inspection, VideoShape shape, Path out) throws TaskFailure {
        int count = 0;
        CancelToken cancel = new CancelToken();
        try (SteadyFrames frames = SteadyFrames.open(Clips.BINARIES, film, inspection, shape, cancel);
                VideoWriter writer = VideoWriter.open(Clips.BINARIES, out, shape, film, inspection, cancel)) {
            byte[] frame = new byte[shape.frameBytes()];
            while (frames.next(frame)) {
                writer.write(frame);
                count++;
            }
            writer.finish();
        }
        return count;
    }

    private static Inspection inspect(Path file) throws TaskFailure {
        return new Inspector(Clips.BINARIES).inspect(file, new TestStep());
    }
}
