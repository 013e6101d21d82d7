package dev.lectern.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lectern.job.TaskFailure;
import dev.lectern.testing.Clips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundsTest {

    private final Inspector inspector = new Inspector(Clips.BINARIES);

    @TempDir
    Path folder;

    @Test
    void aRecordingOfMoreThanADayIsRefused() {
        Path file = timed("day.mkv", "setpts=PTS*120000");
        assertRefused(file, Sentences.TOO_LONG);
    }

    @Test
    void aRecordingOfUpToADayIsTaken() throws TaskFailure {
        Path file = timed("hours.mkv", "setpts=PTS*80000");
        assertThat(inspector.inspect(file, new TestStep()).lastPictureMs()).isGreaterThan(60_000_000L);
    }

    @Test
    void morePicturesASecondThanAnyCameraMakesAreRefused() {
        Path file = Clips.clip(
                folder.resolve("fast.mp4"), "testsrc2=size=16x16:rate=5000:duration=0.2", "-c:v", "libopenh264");
        assertRefused(file, Sentences.TOO_FAST);
    }

    /** A file of some kilobytes that would be a picture of hundreds of megabytes. */
    @Test
    void aSmallFileWithAnEnormousPictureIsRefusedBeforeItIsDecoded() throws IOException {
        Path file = Clips.clip(
                folder.resolve("bomb.avi"),
                "color=gray:size=12000x8000:rate=1:duration=2",
                "-c:v",
                "mjpeg",
                "-q:v",
                "31");
        assertThat(Files.size(file)).isLessThan(12_000L * 8_000 / 20);
        long begun = System.nanoTime();
        assertRefused(file, Sentences.tooLarge("12000", "8000"));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void moreTracksThanAnyRecorderMakesAreRefused() {
        assertThatThrownBy(() -> new Prober(Clips.BINARIES).look(tracks(Bounds.STREAMS + 1)))
                .isInstanceOf(TaskFailure.class)
                .hasMessage(Sentences.TOO_MANY_STREAMS);
    }

    @Test
    void manyTracksAreTaken() throws TaskFailure {
        new Prober(Clips.BINARIES).look(tracks(Bounds.STREAMS));
    }

    private Path tracks(int count) {
        Path film = Clips.clip(folder.resolve("film.mp4"), "color=red:size=16x16:duration=0.2", "-c:v", "libopenh264");
        List<String> arguments = new ArrayList<>(List.of("-i", film.toString()));
        for (int i = 0; i < count; i++) {
            arguments.addAll(List.of("-map", "0:v"));
        }
        arguments.addAll(List.of("-c", "copy"));
        return Clips.make(folder.resolve(count + ".mp4"), arguments.toArray(String[]::new));
    }

    private Path timed(String name, String filter) {
        return Clips.clip(
                folder.resolve(name),
                "testsrc2=size=16x16:rate=5:duration=1," + filter,
                "-fps_mode",
                "passthrough",
                "-c:v",
                "mpeg4");
    }

    private void assertRefused(Path file, String sentence) {
        assertThatThrownBy(() -> inspector.inspect(file, new TestStep()))
                .isInstanceOfSatisfying(
                        TaskFailure.class, e -> assertThat(e.kind()).isEqualTo(TaskFailure.Kind.PERMANENT))
                .hasMessage(sentence);
    }
}
