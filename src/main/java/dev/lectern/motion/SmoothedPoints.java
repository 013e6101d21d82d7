package dev.lectern.motion;

import java.util.ArrayList;
import java.util.List;

/** What the smoother says at the times of the sightings. */
final class SmoothedPoints {

    private SmoothedPoints() {}

    static List<SmoothedPoint> of(List<Sighting> sightings, Spans spans, double aspect, Homography floor) {
        List<SmoothedPoint> points = new ArrayList<>(sightings.size());
        int number = 0;
        int node = 0;
        for (Sighting sighting : sightings) {
            Span span = number < spans.list().size() ? spans.list().get(number) : null;
            // A span has a node for every sighting from its first to its last.
            boolean known = span != null && sighting.seconds() >= span.x().times()[0];
            points.add(new SmoothedPoint(sighting.tMs(), known ? place(span, node, aspect, floor) : null));
            if (known && ++node == span.x().times().length) {
                number++;
                node = 0;
            }
        }
        return points;
    }

    private static SmoothedPoint.Place place(Span span, int node, double aspect, Homography floor) {
        double cx = span.x().position()[node] / aspect + 0.5;
        double foot = span.foot().position()[node];
        double sdX = span.x().sd()[node] / aspect;
        double sdFoot = span.foot().sd()[node];
        Homography.Place place = floor == null ? null : floor.place(cx, foot);
        return new SmoothedPoint.Place(
                cx,
                span.y().position()[node],
                foot,
                sdX,
                span.y().sd()[node],
                sdFoot,
                place == null ? null : new SmoothedPoint.FloorPlace(place.x(), place.y(), place.sd(sdX, sdFoot)));
    }
}
