package dev.lectern.motion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts sightings at long gaps and smooths what is between.
 *
 * @param list in order of time
 * @param bodyHeight median height of the boxes in picture heights; 0 if there are none
 */
record Spans(List<Span> list, double bodyHeight) {

    /** Seconds between two sights beyond which nothing is known of the way from one to the other. */
    static final double LONGEST_GAP = 2.5;

    /** Of a box's centre and lower edge, in body heights: by this much they are off the person's (measured). */
    private static final double NOISE = 0.04;

    private static final double FOOT_NOISE = 0.06;
    /** Seconds. Shorter, and steps and arms count as ways; longer, and turns are cut. */
    private static final double MEMORY = 0.25;
    /** The floor is seen at a flat angle: the way to and fro is short in the picture, and what moves the lower edge mostly is not the way. */
    private static final double FOOT_MEMORY = 0.5;
    /** Body heights per second: what is thought possible before anything was seen. */
    private static final double SPEED = 1;

    static Spans of(List<Sighting> sightings, double aspect) {
        double[] heights = sightings.stream()
                .filter(s -> s.box() != null)
                .mapToDouble(s -> s.box().h())
                .toArray();
        if (heights.length == 0) {
            return new Spans(List.of(), 0);
        }
        double body = median(heights);
        double step = step(sightings);
        List<Span> spans = new ArrayList<>();
        int first = -1;
        int last = -1;
        for (int i = 0; i < sightings.size(); i++) {
            if (sightings.get(i).box() == null) {
                continue;
            }
            if (first >= 0 && sightings.get(i).seconds() - sightings.get(last).seconds() > LONGEST_GAP) {
                spans.add(span(sightings.subList(first, last + 1), aspect, body, step));
                first = -1;
            }
            first = first < 0 ? i : first;
            last = i;
        }
        spans.add(span(sightings.subList(first, last + 1), aspect, body, step));
        return new Spans(List.copyOf(spans), body);
    }

    private static Span span(List<Sighting> sightings, double aspect, double body, double step) {
        int n = sightings.size();
        double[] times = sightings.stream().mapToDouble(Sighting::seconds).toArray();
        double[] x = CutBoxes.centres(sightings);
        double[] y = new double[n];
        double[] foot = new double[n];
        for (int i = 0; i < n; i++) {
            Sighting.Box box = sightings.get(i).box();
            x[i] = (x[i] - 0.5) * aspect;
            y[i] = box == null ? Double.NaN : box.y() + box.h() / 2;
            foot[i] = box == null ? Double.NaN : box.y() + box.h();
        }
        double[] standsFor = standsFor(times, x, step);
        AxisSmoother centre = new AxisSmoother(NOISE * body, MEMORY, SPEED * body);
        AxisSmoother lower = new AxisSmoother(FOOT_NOISE * body, FOOT_MEMORY, SPEED * body);
        return new Span(
                Math.max(0, times[0] - step / 2),
                times[n - 1] + step / 2,
                centre.smooth(times, x, standsFor),
                centre.smooth(times, y, standsFor),
                lower.smooth(times, foot, standsFor));
    }

    /** Half the time since the sight before and half the time to the one after. */
    private static double[] standsFor(double[] times, double[] measured, double step) {
        double[] seconds = new double[times.length];
        int before = -1;
        for (int i = 0; i < times.length; i++) {
            if (Double.isNaN(measured[i])) {
                continue;
            }
            double half = before < 0 ? step / 2 : (times[i] - times[before]) / 2;
            seconds[i] += half;
            if (before >= 0) {
                seconds[before] += half;
            }
            before = i;
        }
        seconds[before] += step / 2;
        return seconds;
    }

    private static double step(List<Sighting> sightings) {
        double[] steps = new double[sightings.size() - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = sightings.get(i + 1).seconds() - sightings.get(i).seconds();
            if (!(steps[i] > 0)) {
                throw new IllegalArgumentException(
                        "frames are not in order at " + sightings.get(i + 1).tMs() + " ms");
            }
        }
        // One sight for itself says nothing of how often somebody looks; it stands for what a usual one stands for.
        return steps.length == 0 ? 0.2 : Math.min(median(steps), LONGEST_GAP);
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
