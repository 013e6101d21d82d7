package dev.lectern.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.job.TaskFailure;
import dev.lectern.testing.Clips;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversionRunTest {

    private static final Duration SHORT = Duration.ofMillis(1500);

    @TempDir
    Path folder;

    @Test
    void soundWithoutPicturesIsNoSilence() throws TaskFailure {
        Path out = folder.resolve("sound.mp4");
        List<String> arguments = new ArrayList<>(Conversion.BEGINNING);
        arguments.addAll(Conversion.PROGRESS);
        arguments.addAll(List.of("-re", "-f", "lavfi", "-i", "sine=duration=4", "-c:a", "aac", "-f", "mp4"));
        arguments.add("file:" + out);
        Limits usual = Limits.WHOLE;
        Limits limits = new Limits(usual.wall(), SHORT, usual.memoryBytes(), usual.cpuSeconds(), usual.fileBytes());
        List<Double> seconds = new ArrayList<>();

        ConversionRun run = ConversionRun.of(
                Clips.BINARIES, arguments, limits, new TestStep(), reached -> seconds.add(reached.seconds()));

        assertThat(run.succeeded()).as(run.complaint()).isTrue();
        assertThat(seconds).isSorted().hasSizeGreaterThan(4);
    }
}
