package dev.lectern.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Truth and tracks as MOTChallenge text, in the folders that TrackEval looks for with {@code --BENCHMARK lectern --SPLIT_TO_EVAL
 * train --DO_PREPROC False}. Frames are the sampled ones, numbered from 1; person 1 is the instructor on either side; boxes are in
 * pixels of the upright picture, whose first pixel is (1, 1).
 */
public final class MotFiles {

    private static final String BENCHMARK = "lectern-train";
    private static final double MS_PER_SECOND = 1000;

    private final Path folder;
    private final Set<String> names = new TreeSet<>();

    /** Writes below a folder, which is made if it is missing. */
    public MotFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes one recording as one rule followed it, and its truth.
     *
     * @param recording its name, which becomes a file's
     * @throws IOException if a file cannot be written
     */
    public void write(String recording, String rule, Truth truth, Followed followed) throws IOException {
        Sequence sequence = Sequence.of(truth, followed);
        names.add(recording);
        Path gt = folder.resolve("gt").resolve(BENCHMARK).resolve(recording);
        write(gt.resolve("gt").resolve("gt.txt"), truthLines(sequence, truth));
        write(gt.resolve("seqinfo.ini"), info(recording, truth, followed));
        write(
                folder.resolve("trackers")
                        .resolve(BENCHMARK)
                        .resolve(rule)
                        .resolve("data")
                        .resolve(recording + ".txt"),
                trackLines(sequence, truth, followed));
        write(
                folder.resolve("gt").resolve("seqmaps").resolve(BENCHMARK + ".txt"),
                Stream.concat(Stream.of("name"), names.stream()));
    }

    private static Stream<String> truthLines(Sequence sequence, Truth truth) {
        Stream.Builder<String> lines = Stream.builder();
        for (int i = 0; i < sequence.frames().size(); i++) {
            for (Sequence.Seen seen : sequence.frames().get(i).truth()) {
                // It counts (1), is a pedestrian (1), and how much of it shows is not said for all (1).
                lines.add(box(i, seen, truth) + ",1,1,1");
            }
        }
        return lines.build();
    }

    private static Stream<String> trackLines(Sequence sequence, Truth truth, Followed followed) {
        Stream.Builder<String> lines = Stream.builder();
        for (int i = 0; i < sequence.frames().size(); i++) {
            for (Sequence.Seen seen : sequence.frames().get(i).found()) {
                double score = followed.persons().get(seen.id()).get(i).score();
                lines.add(box(i, seen, truth) + String.format(Locale.ROOT, ",%.4f,-1,-1,-1", score));
            }
        }
        return lines.build();
    }

    private static String box(int index, Sequence.Seen seen, Truth truth) {
        Region box = seen.box();
        return String.format(
                Locale.ROOT,
                "%d,%d,%.3f,%.3f,%.3f,%.3f",
                index + 1,
                seen.id() + 1,
                1 + box.x() * truth.width(),
                1 + box.y() * truth.height(),
                box.w() * truth.width(),
                box.h() * truth.height());
    }

    private static Stream<String> info(String recording, Truth truth, Followed followed) {
        int samples = followed.instructor().size();
        double rate = samples * MS_PER_SECOND / Math.max(1, truth.durationMs());
        return List.of(
                "[Sequence]",
                "name=" + recording,
                "frameRate=" + Math.max(1, Math.round(rate)),
                "seqLength=" + samples,
                "imWidth=" + truth.width(),
                "imHeight=" + truth.height())
                .stream();
    }

    private static void write(Path file, Stream<String> lines) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, (Iterable<String>) lines::iterator);
    }
}
