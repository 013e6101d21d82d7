package dev.lectern.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lectern.job.CancelToken;
import dev.lectern.job.Inspection;
import dev.lectern.job.Playability;
import dev.lectern.job.Segment;
import dev.lectern.job.StepContext;
import dev.lectern.job.TaskFailure;
import dev.lectern.testing.Clips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranscoderIT {

    @TempDir
    Path folder;

    private static Inspection inspect(Path file) throws TaskFailure {
        return new Inspector(Clips.BINARIES).inspect(file, new TestStep());
    }

    @ParameterizedTest
    @CsvSource({
        "vp9.webm, TRANSCODE, -c:v libvpx-vp9 -deadline realtime -cpu-used 8 -c:a libopus",
        "vp8-live.webm, TRANSCODE, -c:v libvpx -deadline realtime -live 1 -c:a libopus",
        "av1.mp4, TRANSCODE, -c:v libsvtav1 -preset 12 -c:a aac",
        "h264.mkv, REMUX, -c:v libopenh264 -c:a aac",
        "opus.mkv, TRANSCODE, -c:v libopenh264 -c:a libopus",
        "quicktime.mov, REMUX, -c:v libopenh264 -c:a aac",
        "prores.mov, TRANSCODE, -c:v prores -c:a pcm_s16le",
        "motionjpeg.avi, TRANSCODE, -c:v mjpeg -c:a pcm_s16le",
        "xvid.avi, TRANSCODE, -c:v mpeg4 -bf 2 -c:a libmp3lame",
        "index-behind.mp4, REMUX, -c:v libopenh264 -c:a aac",
        "stream.ts, REMUX, -c:v libopenh264 -c:a aac",
        "program.mpg, TRANSCODE, -c:v mpeg2video -c:a mp2",
        "flash.flv, TRANSCODE, -c:v flv -c:a libmp3lame -ar 44100",
        "fragmented.mp4, REMUX, -c:v libopenh264 -c:a aac -movflags +frag_keyframe+empty_moov",
    })
    void anyUsualFormatBecomesPlayable(String name, Playability needs, String options) throws TaskFailure {
        Path in = Clips.clipWithSound(folder.resolve(name), 3, options.split(" "));
        Inspection inspection = inspect(in);
        assertThat(inspection.playability()).isEqualTo(needs);
        Path out = folder.resolve("playable.mp4");
        TestStep step = new TestStep();

        new Transcoder(Clips.BINARIES).makePlayable(in, inspection, out, step);

        Inspection made = inspect(out);
        assertThat(made.playability()).isEqualTo(Playability.AS_IS);
        assertThat(made.videoCodec()).isEqualTo("h264");
        assertThat(made.audioCodec()).isEqualTo("aac");
        assertThat(made.pictures()).isEqualTo(inspection.pictures());
        assertThat(step.progress()).isEqualTo(1);
        // A frame of the film stands at the same time in both.
        List<Segment> whole = List.of(new Segment(0, 0, Segment.OPEN, 5));
        List<Long> before = Frames.of(in, inspection, whole).times();
        List<Long> after = Frames.of(out, made, whole).times();
        assertThat(after).hasSameSizeAs(before);
        for (int i = 0; i < before.size(); i++) {
            assertThat(after.get(i)).isCloseTo(before.get(i), within(40L));
        }
    }

    @Test
    void oddInterlacedAndTurnedPicturesBecomeEvenProgressiveAndUpright() throws TaskFailure {
        Path lying = Clips.clip(
                folder.resolve("lying.mkv"),
                "testsrc2=size=361x241:rate=50:duration=2,setsar=4/3",
                "-c:v",
                "libvpx",
                "-deadline",
                "realtime");
        Path in = Clips.copy(lying, folder.resolve("turned.mp4"), List.of("-display_rotation", "90"), "-c:v", "mjpeg");
        Inspection inspection = inspect(in);
        Path out = folder.resolve("playable.mp4");

        new Transcoder(Clips.BINARIES).makePlayable(in, inspection, out, new TestStep());

        Inspection made = inspect(out);
        assertThat(made.rotation()).isZero();
        assertThat(made.storedWidth()).isEqualTo(made.width()).isEven();
        assertThat(made.width()).isCloseTo(inspection.width(), within(1));
        assertThat(made.height()).isCloseTo(inspection.height(), within(1));
        assertThat(made.playability()).isEqualTo(Playability.AS_IS);
    }

    @Test
    void interlacedFilmsAreDeinterlaced() throws TaskFailure {
        Path in = Clips.clip(
                folder.resolve("tape.mpg"),
                "testsrc2=size=352x288:rate=25:duration=2,setfield=tff",
                "-c:v",
                "mpeg2video",
                "-flags",
                "+ildct+ilme",
                "-b:v",
                "2M");
        Inspection inspection = inspect(in);
        assertThat(inspection.interlaced()).isTrue();
        Path out = folder.resolve("playable.mp4");
        new Transcoder(Clips.BINARIES).makePlayable(in, inspection, out, new TestStep());
        assertThat(inspect(out).interlaced()).isFalse();
        assertThat(inspect(out).pictures()).isCloseTo(inspection.pictures(), within(1L));
    }

    @Test
    void variableFrameRatesStay() throws TaskFailure {
        Path in = Clips.clip(
                folder.resolve("variable.mkv"),
                "testsrc2=size=64x36:rate=25:duration=4,select='not(between(mod(n,10),2,4))'",
                "-c:v",
                "mpeg4",
                "-fps_mode",
                "vfr");
        Path out = folder.resolve("playable.mp4");
        new Transcoder(Clips.BINARIES).makePlayable(in, inspect(in), out, new TestStep());
        assertThat(inspect(out).variableFrameRate()).isTrue();
        assertThat(inspect(out).pictures()).isEqualTo(70);
    }

    @Test
    void veryFastFilmsAreThinnedToSixtyPicturesASecond() throws TaskFailure {
        Path in = Clips.clip(folder.resolve("fast.mkv"), "testsrc2=size=64x36:rate=240:duration=2", "-c:v", "mpeg4");
        Path out = folder.resolve("playable.mp4");
        new Transcoder(Clips.BINARIES).makePlayable(in, inspect(in), out, new TestStep());
        assertThat(inspect(out).pictures()).isEqualTo(120);
    }

    @Test
    void aCancelledConversionLeavesNothing() throws TaskFailure {
        Path in = Clips.clip(folder.resolve("film.mkv"), 20, "-c:v", "mpeg4");
        Inspection inspection = inspect(in);
        Path out = folder.resolve("playable.mp4");
        TestStep step = new TestStep();
        StepContext cancelsItself = new StepContext() {
            @Override
            public CancelToken cancel() {
                return step.cancel();
            }

            @Override
            public void progress(double fraction) {
                step.cancel().cancel();
            }
        };
        assertThatThrownBy(() -> new Transcoder(Clips.BINARIES).makePlayable(in, inspection, out, cancelsItself))
                .isInstanceOfSatisfying(
                        TaskFailure.class, e -> assertThat(e.kind()).isEqualTo(TaskFailure.Kind.INTERRUPTED));
        assertThat(out).doesNotExist();
    }

    @Test
    void aFileThatIsNoFilmAnyMoreLeavesNothing() throws TaskFailure, IOException {
        Path in = Clips.clip(folder.resolve("film.mkv"), 1, "-c:v", "mpeg4");
        Inspection inspection = inspect(in);
        Files.writeString(in, "gone");
        Path out = folder.resolve("playable.mp4");
        assertThatThrownBy(() -> new Transcoder(Clips.BINARIES).makePlayable(in, inspection, out, new TestStep()))
                .isInstanceOfSatisfying(
                        TaskFailure.class, e -> assertThat(e.kind()).isEqualTo(TaskFailure.Kind.PERMANENT));
        assertThat(out).doesNotExist();
    }

    @ParameterizedTest
    @EnabledOnOs(OS.LINUX)
    @CsvSource({"mpeg4", "libopenh264"})
    void aFullDiskIsNotTheRecordingsFault(String codec) throws TaskFailure, IOException {
        Path in = Clips.clip(folder.resolve("film.mkv"), 1, "-c:v", codec);
        Path out = Files.createSymbolicLink(folder.resolve("playable.mp4"), Path.of("/dev/full"));

        assertThatThrownBy(() -> new Transcoder(Clips.BINARIES).makePlayable(in, inspect(in), out, new TestStep()))
                .isInstanceOfSatisfying(
                        TaskFailure.class, e -> assertThat(e.kind()).isEqualTo(TaskFailure.Kind.TRANSIENT))
                .hasMessageContaining("no room left on the disk");
    }
}
