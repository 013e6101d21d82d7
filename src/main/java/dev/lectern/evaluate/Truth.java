package dev.lectern.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the persons of a recording really were, picture by picture.
 *
 * @param recording the file that it is about
 * @param width width of the upright picture in pixels, at least 1
 * @param height height of the upright picture in pixels, at least 1
 * @param durationMs length of the recording
 * @param pictures in rising order of time, at least one
 */
public record Truth(Path recording, int width, int height, long durationMs, List<Picture> pictures) {

    /**
     * One picture.
     *
     * @param tMs its presentation time
     * @param instructor box around what shows of the instructor; null if nearly nothing does
     * @param visibleFraction share of the body that shows, 0 to 1
     * @param others the boxes of the other persons who show, by their names
     */
    public record Picture(long tMs, Region instructor, double visibleFraction, Map<String, Region> others) {
        public Picture {
            others = Map.copyOf(others);
        }
    }

    /** A time in which nothing of the instructor shows, in milliseconds. */
    record Gap(long from, long to) {
        long length() {
            return to - from;
        }
    }

    public Truth {
        Objects.requireNonNull(recording);
        pictures = List.copyOf(pictures);
        if (width < 1 || height < 1 || pictures.isEmpty()) {
            throw new IllegalArgumentException(width + "x" + height + ", " + pictures.size() + " pictures");
        }
    }

    /**
     * Reads a truth file. It is a JSON object with {@code file}, the recording beside it; {@code width} and {@code height} in
     * pixels; {@code durationMs}; and {@code track}, one entry for each picture with {@code tMs}, {@code bbox} (x, y, w, h in
     * fractions, or null), {@code visibleFraction} and, where there are other persons, {@code others} with {@code id} and
     * {@code bbox}. Persons who never move may be listed once in {@code staticAudience}.
     *
     * @throws InvalidTruth with a sentence if it cannot be read or does not say that
     */
    public static Truth read(Path file) throws InvalidTruth {
        return new TruthReader(file).read();
    }

    /** The picture shown at a time, or the nearest one. */
    public Picture at(long tMs) {
        int low = 0;
        int high = pictures.size() - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (pictures.get(middle).tMs() <= tMs) {
                low = middle;
            } else {
                high = middle;
            }
        }
        Picture before = pictures.get(low);
        Picture after = pictures.get(high);
        return after.tMs() - tMs < tMs - before.tMs() ? after : before;
    }

    /** Where the instructor shows within so many milliseconds of a time. */
    Stream<Region> near(long tMs, long reach) {
        return pictures.stream()
                .filter(picture -> picture.instructor() != null && Math.abs(picture.tMs() - tMs) <= reach)
                .map(Picture::instructor);
    }

    /** Names of all who ever show besides the instructor, in order of appearance. */
    Set<String> others() {
        Set<String> names = new LinkedHashSet<>();
        pictures.forEach(picture -> picture.others().keySet().stream().sorted().forEach(names::add));
        return names;
    }

    List<Gap> gaps() {
        List<Gap> gaps = new ArrayList<>();
        long start = -1;
        for (Picture picture : pictures) {
            if (picture.instructor() == null && start < 0) {
                start = picture.tMs();
            } else if (picture.instructor() != null && start >= 0) {
                gaps.add(new Gap(start, picture.tMs()));
                start = -1;
            }
        }
        if (start >= 0) {
            gaps.add(new Gap(start, durationMs));
        }
        return gaps;
    }

    /** Share of the time in which the instructor shows. */
    double coverage() {
        long away = gaps().stream().mapToLong(Gap::length).sum();
        return durationMs == 0 ? 0 : 1 - (double) away / durationMs;
    }
}
