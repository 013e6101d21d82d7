package dev.lectern.bench;

import dev.lectern.job.CancelToken;
import dev.lectern.job.Inspection;
import dev.lectern.job.Piece;
import dev.lectern.job.PiecePlan;
import dev.lectern.job.StepContext;
import dev.lectern.media.BareEncode;
import dev.lectern.media.FfmpegBinaries;
import dev.lectern.media.Inspector;
import dev.lectern.media.PieceEncoder;
import dev.lectern.media.Transcoder;
import dev.lectern.testing.Clips;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;

/**
 * How long it takes to make one recording playable whose pictures must be encoded again: in pieces by one slot and by two, and by one
 * command of ffmpeg with the same settings. All of them may use all cores; each comes once in every round.
 */
final class EncodeBench {

    /** Four pieces, so that two slots are done at the same time. */
    private static final int CLIP_SECONDS = 80;

    private static final int CLIP_HEIGHT = 720;
    private static final int ROUNDS = 2;
    private static final double OF_ONE_SLOT = 0.60;
    private static final double OF_BARE = 1.1;

    private enum Way {
        ONE_SLOT("pieces, 1 slot"),
        TWO_SLOTS("pieces, 2 slots"),
        BARE("ffmpeg, -threads 1"),
        BARE_TWO("ffmpeg, -threads 2");

        private final String title;

        Way(String title) {
            this.title = title;
        }
    }

    private EncodeBench() {}

    static void run(Scores scores) throws Exception {
        int rounds = Setting.number("bench.rounds", ROUNDS);
        Path scratch = Files.createTempDirectory("lectern-encode");
        FfmpegBinaries binaries = FfmpegBinaries.bundled();
        Map<Way, List<Cost>> costs = new EnumMap<>(Way.class);
        try {
            String given = Setting.text("bench.clip", "");
            Path clip = given.isEmpty() ? Clips.toEncodeInPieces(scratch, CLIP_SECONDS, CLIP_HEIGHT) : Path.of(given);
            Inspection inspection = new Inspector(binaries).inspect(clip, new Unheard());
            System.out.printf(
                    "%d pictures in %d pieces%n",
                    inspection.pictures(), PiecePlan.of(inspection).size());
            for (int round = 0; round < rounds; round++) {
                List<Way> order = new ArrayList<>(List.of(Way.values()));
                Collections.rotate(order, round);
                for (Way way : order) {
                    Path folder = Files.createDirectory(scratch.resolve(way + "-" + round));
                    Clock begun = Clock.now();
                    make(way, binaries, clip, inspection, folder);
                    costs.computeIfAbsent(way, any -> new ArrayList<>())
                            .add(Clock.now().since(begun, (int) inspection.pictures()));
                    Folders.delete(folder);
                }
            }
        } finally {
            Folders.delete(scratch);
        }
        report(costs);
        int cores = Runtime.getRuntime().availableProcessors();
        rows(scores, "", costs, Cost::wall);
        // On a machine with other load: what was left of it, which is what all of it would have taken.
        rows(scores, " (without others)", costs, cost -> cost.available() / cores);
        scores.part(
                "encode: processor time of 2 slots, of one ffmpeg",
                median(costs.get(Way.TWO_SLOTS), Cost::cpu),
                median(costs.get(Way.BARE), Cost::cpu),
                "s",
                OF_BARE);
    }

    private static void rows(Scores scores, String how, Map<Way, List<Cost>> costs, ToDoubleFunction<Cost> what) {
        double two = median(costs.get(Way.TWO_SLOTS), what);
        double one = median(costs.get(Way.ONE_SLOT), what);
        scores.part("encode: 2 slots, of 1 slot" + how, two, one, "s", OF_ONE_SLOT);
        scores.part("encode: 2 slots, of one ffmpeg" + how, two, median(costs.get(Way.BARE), what), "s", OF_BARE);
        double twoThreads = median(costs.get(Way.BARE_TWO), what);
        scores.part("encode: 2 slots, of ffmpeg -threads 2" + how, two, twoThreads, "s", OF_BARE);
        scores.part("encode: 1 slot, of one ffmpeg" + how, one, median(costs.get(Way.BARE), what), "s", OF_BARE);
    }

    private static void make(Way way, FfmpegBinaries binaries, Path clip, Inspection inspection, Path folder)
            throws Exception {
        switch (way) {
            case ONE_SLOT -> inPieces(1, binaries, clip, inspection, folder);
            case TWO_SLOTS -> inPieces(2, binaries, clip, inspection, folder);
            case BARE -> BareEncode.run(binaries, clip, inspection, 1, folder.resolve("bare.mp4"));
            case BARE_TWO -> BareEncode.run(binaries, clip, inspection, 2, folder.resolve("bare.mp4"));
        }
    }

    private static void inPieces(int slots, FfmpegBinaries binaries, Path clip, Inspection inspection, Path folder)
            throws Exception {
        PieceEncoder encoder = new PieceEncoder(binaries);
        ExecutorService threads = Executors.newFixedThreadPool(slots);
        try {
            List<Path> pieces = new ArrayList<>();
            List<Future<?>> running = new ArrayList<>();
            for (Piece piece : PiecePlan.of(inspection)) {
                Path out = folder.resolve(piece.index() + ".ts");
                pieces.add(out);
                running.add(threads.submit(() -> {
                    encoder.encode(clip, inspection, piece, out, new Unheard());
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
            new Transcoder(binaries).makePlayable(clip, inspection, pieces, folder.resolve("made.mp4"), new Unheard());
        } finally {
            threads.shutdownNow();
        }
    }

    private static void report(Map<Way, List<Cost>> costs) {
        System.out.printf(
                Locale.ROOT, "%-20s %9s %11s %11s %8s%n", "way", "seconds", "without oth", "processor s", "others");
        int cores = Runtime.getRuntime().availableProcessors();
        costs.forEach((way, list) -> System.out.printf(
                Locale.ROOT,
                "%-20s %9.2f %11.2f %11.2f %7.0f%%  %s%n",
                way.title,
                median(list, Cost::wall),
                median(list, cost -> cost.available() / cores),
                median(list, Cost::cpu),
                100 * median(list, cost -> cost.othersShare(cores)),
                list.stream()
                        .map(cost -> String.format(Locale.ROOT, "%.1f", cost.wall()))
                        .toList()));
    }

    private static double median(List<Cost> costs, ToDoubleFunction<Cost> what) {
        return Median.of(costs.stream().mapToDouble(what).toArray());
    }

    /** Nobody waits for it. */
    private static final class Unheard implements StepContext {

        private final CancelToken cancel = new CancelToken();

        @Override
        public CancelToken cancel() {
            return cancel;
        }

        @Override
        public void progress(double fraction) {
            // Nobody is told.
        }
    }
}
