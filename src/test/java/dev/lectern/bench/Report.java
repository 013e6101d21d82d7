package dev.lectern.bench;

import dev.lectern.job.Inspection;
import dev.lectern.job.Parameters;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Prints the figures; of several rounds the median. */
final class Report {

    private static final double ROOFLINE = 0.9;
    private static final String ROW = "%-20s %9.1f %9.2f %9.2f %9.2f %7.0f%% %7.0f%%%n";

    private final PrintStream out;
    private final int cores = Runtime.getRuntime().availableProcessors();
    private final int threads;

    Report(PrintStream out, int threads) {
        this.out = out;
        this.threads = threads;
    }

    void subject(Inspection inspection, int segments, Parameters parameters) {
        print(
                "%d x %d, %s, %.0f s, %.1f pictures/s, %.1f sampled; %d segments, %d threads, %d cores, Java %s%n",
                inspection.width(),
                inspection.height(),
                inspection.videoCodec(),
                inspection.durationMs() / 1000.0,
                inspection.fps(),
                parameters.sampleFps(),
                segments,
                threads,
                cores,
                Runtime.version());
    }

    void round(int number, Map<Phase, Cost> costs) {
        print("%nround %d (%d frames)%n", number, costs.get(Phase.WHOLE).frames());
        head();
        costs.forEach((phase, cost) -> row(phase, List.of(cost)));
    }

    void medians(List<Map<Phase, Cost>> rounds) {
        print("%nmedian of %d rounds%n", rounds.size());
        head();
        for (Phase phase : Phase.values()) {
            row(phase, rounds.stream().map(costs -> costs.get(phase)).toList());
        }
        print("%n(decoding + inference alone) / pipeline; 1 is perfect, aim 0.90; median (lowest to highest)%n");
        for (Ratio ratio : Ratio.values()) {
            ratio(rounds, ratio, "as used", Phase.DECODE, Phase.INFERENCE, Phase.WHOLE);
        }
        for (Ratio ratio : Ratio.values()) {
            ratio(rounds, ratio, "bare", Phase.BARE_DECODE, Phase.BARE_INFERENCE, Phase.WHOLE);
        }
        for (Ratio ratio : Ratio.values()) {
            ratio(rounds, ratio, "as used, detect", Phase.DECODE, Phase.INFERENCE, Phase.DETECT);
        }
    }

    /** What was promised of the pipeline. */
    void score(List<Map<Phase, Cost>> rounds, Scores scores) {
        scores.share(
                "pipeline: wall clock, of its parts as used",
                Median.of(ratios(rounds, Ratio.WALL, Phase.DECODE, Phase.INFERENCE, Phase.WHOLE)),
                ROOFLINE);
        scores.share(
                "pipeline: wall clock, of its bare parts",
                Median.of(ratios(rounds, Ratio.WALL, Phase.BARE_DECODE, Phase.BARE_INFERENCE, Phase.WHOLE)),
                ROOFLINE);
    }

    void memory(PeakMemory peak) {
        print(
                "%npeak memory of lectern process with -Xmx%s: %d MB the JVM, %d MB one ffmpeg%n",
                PeakMemory.HEAP, peak.jvm(), peak.ffmpeg());
    }

    void starts(WarmStart first, List<WarmStart> warm) {
        print("%nstart of the jar until ready: first %.2f s (%.2f s CPU)", first.wall(), first.cpu());
        double wall = Median.of(warm.stream().mapToDouble(WarmStart::wall).toArray());
        double cpu = Median.of(warm.stream().mapToDouble(WarmStart::cpu).toArray());
        print(", warm %.2f s (%.2f s CPU), median of %d%n", wall, cpu, warm.size());
    }

    private void ratio(
            List<Map<Phase, Cost>> rounds, Ratio ratio, String parts, Phase decode, Phase inference, Phase whole) {
        double[] each = ratios(rounds, ratio, decode, inference, whole);
        print(
                "  %-16s %-16s %.3f (%.3f to %.3f)%n",
                parts, ratio.title(), Median.of(each), each[0], each[each.length - 1]);
    }

    private static double[] ratios(
            List<Map<Phase, Cost>> rounds, Ratio ratio, Phase decode, Phase inference, Phase whole) {
        return rounds.stream()
                .mapToDouble(costs -> ratio.of(costs.get(decode), costs.get(inference), costs.get(whole)))
                .sorted()
                .toArray();
    }

    private void head() {
        print("%-20s %9s %9s %9s %9s %8s %8s%n", "", "frames/s", "ms/frame", "JVM ms", "ffmpeg ms", "idle", "others");
    }

    private void row(Phase phase, List<Cost> costs) {
        print(
                ROW,
                phase.title(),
                median(costs, Cost::framesPerSecond),
                median(costs, Cost::wallMs),
                median(costs, Cost::jvmMs),
                median(costs, Cost::ffmpegMs),
                100 * median(costs, cost -> cost.idleShare(cores)),
                100 * median(costs, cost -> cost.othersShare(cores)));
    }

    private static double median(List<Cost> costs, ToDoubleFunction<Cost> figure) {
        return Median.of(costs.stream().mapToDouble(figure).toArray());
    }

    private void print(String format, Object... values) {
        out.printf(Locale.ROOT, format, values);
    }
}
