package dev.lectern.bench;

import dev.lectern.job.Inspection;
import dev.lectern.job.Parameters;
import dev.lectern.media.FfmpegBinaries;
import dev.lectern.media.Inspector;
import dev.lectern.testing.RunningLectern;
import dev.lectern.testing.Silent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the benchmark of the pipeline and prints its figures. Settings are system properties, see {@code docs/performance.md}. */
final class PipelineBench {

    private static final int STARTS = 5;
    private static final int CLIP_SECONDS = 60;
    private static final int SEGMENT_SECONDS = 10;
    private static final int ROUNDS = 5;

    private PipelineBench() {}

    static void run(Scores scores) throws Exception {
        int threads = Setting.number("bench.threads", Runtime.getRuntime().availableProcessors());
        int rounds = Setting.number("bench.rounds", ROUNDS);
        Parameters parameters =
                new Parameters(Parameters.DEFAULT.sampleFps(), Setting.number("bench.segment", SEGMENT_SECONDS));
        Path scratch = Files.createTempDirectory("lectern-bench");
        try {
            FfmpegBinaries binaries = FfmpegBinaries.bundled();
            String given = Setting.text("bench.clip", "");
            Path clip = given.isEmpty() ? BenchClip.make(binaries, scratch, CLIP_SECONDS) : Path.of(given);
            Inspection inspection = new Inspector(binaries).inspect(clip, new Silent());
            Report report = new Report(System.out, threads);
            try (Laboratory laboratory = new Laboratory(binaries, clip, inspection, scratch, parameters, threads)) {
                report.subject(inspection, laboratory.segments(), parameters);
                throughput(laboratory, rounds, report, scores);
            }
            if (Files.isRegularFile(RunningLectern.jar())) {
                report.memory(PeakMemory.of(clip, scratch));
                starts(scratch.resolve("data"), report);
            }
        } finally {
            Folders.delete(scratch);
        }
    }

    private static void throughput(Laboratory laboratory, int rounds, Report report, Scores scores) throws Exception {
        // Not counted: the compiler of the JVM is at work, and files come into memory.
        laboratory.round(0);
        List<Map<Phase, Cost>> all = new ArrayList<>();
        for (int i = 1; i <= rounds; i++) {
            all.add(laboratory.round(i));
            report.round(i, all.get(i - 1));
        }
        report.medians(all);
        report.score(all, scores);
    }

    private static void starts(Path data, Report report) throws IOException, InterruptedException {
        WarmStart first = WarmStart.of(data);
        List<WarmStart> warm = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            warm.add(WarmStart.of(data));
        }
        report.starts(first, warm);
    }
}
