package dev.lectern.track;

import dev.lectern.detect.Detection;
import dev.lectern.motion.Sighting;
import java.util.List;

/** What {@code motion} measures: the boxes as they are written, so that it finds the same in a stored result. */
final class Sightings {

    private Sightings() {}

    static List<Sighting> of(TrackingResult result) {
        return result.samples().stream()
                .map(sample -> new Sighting(sample.tMs(), sample.detection() == null ? null : box(sample.detection())))
                .toList();
    }

    static double aspect(TrackingResult result) {
        return (double) result.width() / result.height();
    }

    private static Sighting.Box box(Detection seen) {
        double x = Rounded.coordinate(seen.x());
        double y = Rounded.coordinate(seen.y());
        return new Sighting.Box(
                x,
                y,
                Rounded.coordinate(Rounded.coordinate(seen.x() + seen.w()) - x),
                Rounded.coordinate(Rounded.coordinate(seen.y() + seen.h()) - y));
    }
}
