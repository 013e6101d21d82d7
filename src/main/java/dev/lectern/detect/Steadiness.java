package dev.lectern.detect;

import dev.lectern.job.Quality;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether the pictures between two that were looked at need no look: whether all persons are at nearly the same places in
 * both, and nothing else moved meanwhile. Pure.
 *
 * @param sameIou what two boxes have in common at least (intersection over union) to be at nearly the same place, 0 to 1
 * @param noise by how much a block of a picture may differ from both pictures around it without anything having moved there, 0 to 255
 */
record Steadiness(double sameIou, int noise) {

    /** Who has this score is somebody; who has less may be seen in one of the two only. */
    private static final double SOMEBODY = 0.3;

    /** How far around a box what moves belongs to the person, in parts of its width and height. */
    private static final double REACH = 0.12;

    /** A picture that was looked at. */
    record Sight(FrameDetections seen, Sketch sketch) {}

    /** A picture that was not. */
    record Unseen(long tMs, Sketch sketch) {}

    /** A person's way from one picture to another. */
    record Way(long fromMs, Detection from, long toMs, Detection to) {

        /** Where the person is meanwhile, with the looks of the nearer end. */
        Detection at(long tMs) {
            return Boxes.between(from, to, (double) (tMs - fromMs) / (toMs - fromMs));
        }
    }

    /** What a quality that spares pictures asks for. */
    static Steadiness of(Quality quality) {
        return switch (quality) {
            case FAST -> new Steadiness(0.7, 6);
            case BALANCED -> new Steadiness(0.8, 6);
            case THOROUGH -> throw new IllegalArgumentException("all pictures are looked at");
        };
    }

    /**
     * The ways of all who are seen in both pictures.
     *
     * @param between the pictures between the two
     * @return empty if some of these pictures have to be looked at
     */
    Optional<List<Way>> between(Sight before, Sight after, List<Unseen> between) {
        List<Detection> left = new ArrayList<>(after.seen().persons());
        List<Way> ways = new ArrayList<>();
        for (Detection person : before.seen().persons()) {
            Optional<Detection> again = left.stream()
                    .filter(other -> Boxes.iou(person, other) >= sameIou)
                    .max(Comparator.comparingDouble(other -> Boxes.iou(person, other)));
            if (again.isPresent()) {
                left.remove(again.get());
                ways.add(new Way(before.seen().tMs(), person, after.seen().tMs(), again.get()));
            } else if (person.score() >= SOMEBODY) {
                return Optional.empty();
            }
        }
        boolean same = left.stream().noneMatch(person -> person.score() >= SOMEBODY);
        return same && between.stream().allMatch(picture -> nothingElse(before.sketch(), after.sketch(), picture, ways))
                ? Optional.of(ways)
                : Optional.empty();
    }

    /** Whether a picture shows, beside the persons, what one of the two around it shows at the same place. */
    private boolean nothingElse(Sketch before, Sketch after, Unseen picture, List<Way> ways) {
        Sketch sketch = picture.sketch();
        boolean[] persons = new boolean[sketch.columns() * sketch.rows()];
        ways.forEach(way -> cover(way.at(picture.tMs()), sketch, persons));
        for (int row = 0; row < sketch.rows(); row++) {
            for (int column = 0; column < sketch.columns(); column++) {
                if (!persons[row * sketch.columns() + column]
                        && sketch.difference(before, column, row) > noise
                        && sketch.difference(after, column, row) > noise) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void cover(Detection person, Sketch sketch, boolean[] covered) {
        int left = (int) ((person.x() - REACH * person.w()) * sketch.across());
        int right = (int) ((person.x() + (1 + REACH) * person.w()) * sketch.across());
        int top = (int) ((person.y() - REACH * person.h()) * sketch.down());
        int bottom = (int) ((person.y() + (1 + REACH) * person.h()) * sketch.down());
        for (int row = Math.max(0, top); row <= Math.min(sketch.rows() - 1, bottom); row++) {
            for (int column = Math.max(0, left); column <= Math.min(sketch.columns() - 1, right); column++) {
                covered[row * sketch.columns() + column] = true;
            }
        }
    }
}
