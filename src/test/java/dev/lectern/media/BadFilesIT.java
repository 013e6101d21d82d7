package dev.lectern.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.job.Inspection;
import dev.lectern.job.Playability;
import dev.lectern.job.Segment;
import dev.lectern.job.TaskFailure;
import dev.lectern.testing.Shared;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Broken and hostile files, each through everything that is done to a recording. */
class BadFilesIT {

    private static final FfmpegBinaries BINARIES = FfmpegBinaries.bundled();

    @TempDir
    Path folder;

    static List<Shared.Bad> files() {
        return Shared.bad();
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("files")
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void endsAsTheIndexSays(Shared.Bad bad) throws TaskFailure {
        String outcome;
        try {
            new Prober(BINARIES).look(bad.file());
            outcome = bad.expect().equals("reject") ? "accepted at upload" : "processed: " + process(bad.file());
        } catch (TaskFailure e) {
            assertThat(e.kind()).as(e.toString()).isEqualTo(TaskFailure.Kind.PERMANENT);
            assertThat(e.getMessage()).endsWith(".").doesNotContain("/", "0x", "Invalid");
            outcome = "refused: " + e.getMessage();
        }
        System.out.println(bad + ": " + outcome);
        switch (bad.expect()) {
            case "reject" -> assertThat(outcome).startsWith("refused");
            case "process" -> assertThat(outcome).startsWith("processed");
            default -> assertThat(outcome).matches("(?s)(refused|processed).*");
        }
    }

    private String process(Path file) throws TaskFailure {
        Inspection inspection = new Inspector(BINARIES).inspect(file, new TestStep());
        int width = Math.max(1, Math.min(inspection.width(), 160));
        int height = Math.max(1, Math.min(inspection.height(), 90));
        ByteBuffer target = ByteBuffer.allocateDirect(width * height * 3);
        long frames = 0;
        long last = -1;
        try (FrameReader reader = FrameReader.open(
                BINARIES,
                file,
                inspection,
                new Segment(0, 0, Segment.OPEN, 5),
                width,
                height,
                new TestStep().cancel())) {
            while (reader.next(target)) {
                assertThat(reader.tMs()).isGreaterThan(last);
                last = reader.tMs();
                frames++;
            }
        }
        assertThat(frames).isPositive();
        assertThat(last).isLessThanOrEqualTo(inspection.durationMs());
        if (inspection.playability() != Playability.AS_IS) {
            Path out = folder.resolve("out.mp4");
            new Transcoder(BINARIES).makePlayable(file, inspection, out, new TestStep());
            Inspection made = new Inspector(BINARIES).inspect(out, new TestStep());
            assertThat(made.playability()).isEqualTo(Playability.AS_IS);
        }
        return frames + " frames to " + last + " ms, " + inspection;
    }
}
