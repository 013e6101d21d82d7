package dev.lectern.track;

import java.util.List;
import java.util.Objects;

/**
 * Somebody who was found in a recording.
 *
 * @param id {@code p} and a number in order of the first sight; the same whenever the detections are the same
 * @param score how much speaks for this being the instructor, 0 to 1; not a probability
 * @param presence share of the recording in which the person is followed, 0 to 1
 * @param presentMs the same in milliseconds
 * @param height median height as a fraction of the picture's height, 0 to 1
 * @param looks what the person looks like
 * @param portrait a picture that shows the person well
 * @param tracklets at least one, in order of time
 * @param present when the person was there; breaks of a few seconds do not count
 * @param path where the person was, in at most {@value #MOST_POINTS} points
 */
public record PersonSummary(
        String id,
        double score,
        double presence,
        long presentMs,
        double height,
        LooksSummary looks,
        Portrait portrait,
        List<TrackletSummary> tracklets,
        List<Span> present,
        List<PathPoint> path) {

    /** Enough to draw a way by. */
    public static final int MOST_POINTS = 60;

    public PersonSummary {
        Objects.requireNonNull(id);
        Objects.requireNonNull(looks);
        Objects.requireNonNull(portrait);
        tracklets = List.copyOf(tracklets);
        present = List.copyOf(present);
        path = List.copyOf(path);
        if (tracklets.isEmpty() || path.size() > MOST_POINTS) {
            throw new IllegalArgumentException(
                    id + " with " + tracklets.size() + " tracklets and " + path.size() + " points");
        }
    }
}
