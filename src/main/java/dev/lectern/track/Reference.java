package dev.lectern.track;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A tracklet as a change names it: by its name, which holds for the detections that it was made from, and by where the person was,
 * which holds for any.
 *
 * @param tracklet its name
 * @param marks from its first to its last sight, at most {@value #MOST_MARKS}
 */
public record Reference(String tracklet, List<Mark> marks) {

    private static final int MOST_MARKS = 24;
    private static final double SECONDS_BETWEEN = 4;

    public Reference {
        Objects.requireNonNull(tracklet);
        marks = List.copyOf(marks);
        if (marks.isEmpty() || marks.size() > MOST_MARKS) {
            throw new IllegalArgumentException(tracklet + " with " + marks.size() + " marks");
        }
    }

    static Reference to(Tracklet tracklet) {
        int wanted = Math.min(MOST_MARKS, 2 + (int) (tracklet.seconds() / SECONDS_BETWEEN));
        int count = Math.min(wanted, tracklet.length());
        List<Mark> marks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int at = count == 1 ? 0 : (int) ((long) i * (tracklet.length() - 1) / (count - 1));
            marks.add(Mark.of(tracklet.boxes().get(at)));
        }
        return new Reference(tracklet.id(), marks);
    }
}
