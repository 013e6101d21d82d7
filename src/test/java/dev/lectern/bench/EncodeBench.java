package dev.lectern.bench;

import dev.lectern.job.Inspection;
import dev.lectern.job.Piece;
import dev.lectern.job.PiecePlan;
import dev.lectern.media.BareEncode;
import dev.lectern.media.FfmpegBinaries;
import dev.lectern.media.Inspector;
import dev.lectern.media.PieceEncoder;
import dev.lectern.media.Transcoder;
import dev.lectern.testing.Clips;
import dev.lectern.testing.Silent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
 * command of ffmpeg with the same settings. Each comes once in every round. All may use all cores but for the one that is kept to one: a
 * slot is meant to have a processor, but where another one is idle its ffmpeg decodes there while it encodes.
 */
final class EncodeBench {

    /** The sound, four pieces of pictures and one half as long, so that two slots are done at about the same time. */
    private static final int CLIP_SECONDS = 91;

    private static final int CLIP_HEIGHT = 720;
    private static final int ROUNDS = 2;
    private static final Path TASKSET = Path.of("/usr/bin/taskset");
    private static final double OF_ONE_SLOT = 0.60;
    private static final double OF_BARE = 1.1;

    private enum Way {
        ONE_CORE("pieces, 1 slot on 1 core"),
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
            Inspection inspection = new Inspector(binaries).inspect(clip, new Silent());
            FfmpegBinaries pinned = pinned(binaries, scratch);
            System.out.printf(
                    "%d pictures in %d pieces%n",
                    inspection.pictures(), PiecePlan.of(inspection).size());
            for (int round = 0; round < rounds; round++) {
                List<Way> order = new ArrayList<>(List.of(Way.values()));
                if (!Files.isExecutable(TASKSET)) {
                    order.remove(Way.ONE_CORE);
                }
                Collections.rotate(order, round);
                for (Way way : order) {
                    Path folder = Files.createDirectory(scratch.resolve(way + "-" + round));
                    Clock begun = Clock.now();
                    make(way, way == Way.ONE_CORE ? pinned : binaries, clip, inspection, folder);
                    costs.computeIfAbsent(way, any -> new ArrayList<>())
                            .add(Clock.now().since(begun, (int) inspection.pictures()));
                    Folders.delete(folder);
                }
            }
        } finally {
            Folders.delete(scratch);
        }
        report(costs);
        double two = median(costs.get(Way.TWO_SLOTS), Cost::wall);
        if (costs.containsKey(Way.ONE_CORE)) {
            part(scores, "2 slots, of 1 slot on 1 core", two, costs.get(Way.ONE_CORE), OF_ONE_SLOT);
        } else {
            scores.skipped("encode: 2 slots, of 1 slot on 1 core", "there is no " + TASKSET);
        }
        part(scores, "2 slots, of 1 slot that may use all cores", two, costs.get(Way.ONE_SLOT), OF_ONE_SLOT);
        part(scores, "2 slots, of one ffmpeg", two, costs.get(Way.BARE), OF_BARE);
        part(scores, "2 slots, of one ffmpeg -threads 2", two, costs.get(Way.BARE_TWO), OF_BARE);
        scores.part(
                "encode: processor time of 2 slots, of one ffmpeg",
                median(costs.get(Way.TWO_SLOTS), Cost::cpu),
                median(costs.get(Way.BARE), Cost::cpu),
                "s",
                OF_BARE);
    }

    private static void part(Scores scores, String what, double ours, List<Cost> others, double most) {
        scores.part("encode: " + what, ours, median(others, Cost::wall), "s", most);
    }

    /** The same programs, which run on the first processor only. */
    private static FfmpegBinaries pinned(FfmpegBinaries binaries, Path scratch) throws IOException {
        Path script = scratch.resolve("ffmpeg-on-one");
        Files.writeString(script, "#!/bin/sh\nexec " + TASKSET + " -c 0 " + binaries.ffmpeg() + " \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return new FfmpegBinaries(script, binaries.ffprobe(), binaries.environment());
    }

    private static void make(Way way, FfmpegBinaries binaries, Path clip, Inspection inspection, Path folder)
            throws Exception {
        switch (way) {
            case ONE_CORE, ONE_SLOT -> inPieces(1, binaries, clip, inspection, folder);
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
                Path out = folder.resolve(piece.index() + ".piece");
                pieces.add(out);
                running.add(threads.submit(() -> {
                    encoder.encode(clip, inspection, piece, out, new Silent());
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
            new Transcoder(binaries).makePlayable(clip, inspection, pieces, folder.resolve("made.mp4"), new Silent());
        } finally {
            threads.shutdownNow();
        }
    }

    private static void report(Map<Way, List<Cost>> costs) {
        int cores = Runtime.getRuntime().availableProcessors();
        System.out.printf(Locale.ROOT, "%-24s %9s %11s %7s%n", "way", "seconds", "processor s", "others");
        costs.forEach((way, list) -> System.out.printf(
                Locale.ROOT,
                "%-24s %9.2f %11.2f %6.0f%%  %s%n",
                way.title,
                median(list, Cost::wall),
                median(list, Cost::cpu),
                100 * median(list, cost -> cost.othersShare(cores)),
                list.stream()
                        .map(cost -> String.format(Locale.ROOT, "%.1f", cost.wall()))
                        .toList()));
    }

    private static double median(List<Cost> costs, ToDoubleFunction<Cost> what) {
        return Median.of(costs.stream().mapToDouble(what).toArray());
    }
}
