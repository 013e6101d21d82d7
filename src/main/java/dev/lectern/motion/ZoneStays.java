package dev.lectern.motion;

import java.util.ArrayList;
import java.util.List;

/**
 * When somebody was in a zone. A visit begins inside and ends when the person is clearly outside, was outside for a few seconds,
 * or was not seen for long; it lasts to the last moment inside. So somebody who stands on the edge of a zone makes one visit,
 * and a way past one of its corners makes none.
 *
 * @param visits in order of time
 * @param inside for each stride, whether it belongs to a visit
 */
record ZoneStays(List<Visit> visits, boolean[] inside) {

    /** Body heights from the edge that are clearly outside. */
    private static final double CLEARLY = 0.15;

    private static final double LONGEST_OUTSIDE = 5;
    private static final double LONGEST_UNSEEN = 10;
    private static final double SHORTEST_VISIT = 1;

    static ZoneStays of(Zone zone, List<Stride> strides, double bodyHeight, double aspect) {
        Polygon shape = Polygon.of(zone.corners(), aspect);
        boolean[] inside = new boolean[strides.size()];
        List<Visit> visits = new ArrayList<>();
        int first = -1;
        int last = -1;
        for (int i = 0; i < inside.length; i++) {
            Stride stride = strides.get(i);
            double y = zone.anchor() == Zone.Anchor.FOOT ? stride.foot() : stride.y();
            boolean within = shape.contains(stride.x(), y);
            if (first >= 0 && over(strides, last, i, !within && shape.distance(stride.x(), y) > CLEARLY * bodyHeight)) {
                close(strides, first, last, visits, inside);
                first = -1;
            }
            if (within) {
                first = first < 0 ? i : first;
                last = i;
            }
        }
        if (first >= 0) {
            close(strides, first, last, visits, inside);
        }
        return new ZoneStays(List.copyOf(visits), inside);
    }

    /** Whether a visit whose last stride inside was {@code last} is over at {@code now}. */
    private static boolean over(List<Stride> strides, int last, int now, boolean clearlyOutside) {
        double unseen = 0;
        double outside = 0;
        for (int i = now; i > last; i--) {
            unseen = Math.max(unseen, strides.get(i).from() - strides.get(i - 1).to());
            outside += i < now ? strides.get(i).seconds() : 0;
        }
        return clearlyOutside || unseen > LONGEST_UNSEEN || outside > LONGEST_OUTSIDE;
    }

    private static void close(List<Stride> strides, int first, int last, List<Visit> visits, boolean[] inside) {
        double seconds = 0;
        for (int i = first; i <= last; i++) {
            seconds += strides.get(i).seconds();
        }
        if (seconds < SHORTEST_VISIT) {
            return;
        }
        for (int i = first; i <= last; i++) {
            inside[i] = true;
        }
        visits.add(new Visit(
                Math.round(strides.get(first).from() * 1000),
                Math.round(strides.get(last).to() * 1000)));
    }

    double seconds(List<Stride> strides) {
        double seconds = 0;
        for (int i = 0; i < inside.length; i++) {
            seconds += inside[i] ? strides.get(i).seconds() : 0;
        }
        return seconds;
    }
}
