package dev.lectern.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lectern.job.Inspection;
import dev.lectern.job.Playability;
import dev.lectern.job.Segment;
import dev.lectern.job.TaskFailure;
import dev.lectern.testing.Shared;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Broken and hostile files, each through everything that is done to a recording. */
class BadFilesIT {

    private static final Logger LOG = LoggerFactory.getLogger(BadFilesIT.class);
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
            outcome = bad.expect().equals("reject")
                    ? "accepted at upload"
                    : "processed: " + process(bad, folder.resolve("out.mp4"));
        } catch (TaskFailure e) {
            assertThat(e.kind()).as(e.toString()).isEqualTo(TaskFailure.Kind.PERMANENT);
            assertThat(e.getMessage()).endsWith(".").doesNotContain("/", "0x", "Invalid");
            outcome = "refused: " + e.getMessage();
        }
        LOG.info("{}: {}", bad, outcome);
        switch (bad.expect()) {
            case "reject" -> assertThat(outcome).startsWith("refused");
            case "process" -> assertThat(outcome).startsWith("processed");
            default -> assertThat(outcome).matches("(?s)(refused|processed).*");
        }
    }

    private static String process(Shared.Bad bad, Path out) throws TaskFailure {
        Path file = bad.file();
        Inspection inspection = new Inspector(BINARIES).inspect(file, new TestStep());
        Frames whole = Frames.of(file, inspection, List.of(new Segment(0, 0, Segment.OPEN, 5)));
        assertThat(whole.times()).isNotEmpty().isSorted().doesNotHaveDuplicates();
        assertThat(whole.times().get(0)).isNotNegative();
        assertThat(whole.times()).allMatch(t -> t <= inspection.durationMs());
        if (inspection.durationMs() < 60_000) {
            assertThat(Frames.of(file, inspection, 1)).isEqualTo(whole);
            assertThat(Frames.of(file, inspection, 2)).isEqualTo(whole);
        }
        if (inspection.playability() != Playability.AS_IS) {
            new Transcoder(BINARIES).makePlayable(file, inspection, out, new TestStep());
            Inspection made = new Inspector(BINARIES).inspect(out, new TestStep());
            assertThat(made.playability()).isEqualTo(Playability.AS_IS);
            if (bad.expect().equals("process")) {
                long picture = Math.round(1100 / inspection.fps()) + 2;
                assertThat(made.lastPictureMs()).isCloseTo(inspection.lastPictureMs(), within(picture));
            }
        }
        return whole.times().size() + " frames, " + inspection;
    }
}
