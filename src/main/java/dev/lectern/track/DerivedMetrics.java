package dev.lectern.track;

import java.util.List;

/**
 * The five metrics of payload v1, over the points after interpolation. A point is valid if it is measured or interpolated. The
 * formulas are those of the wire contract; distances are in fractions of width and height, which is what dashboards compare with.
 *
 * @param coverage valid points among all, 0 to 1
 * @param gapCount maximal runs of lost points, at either end of the recording too
 * @param longestGapMs from the first lost point of a run to the first point after it, or to the last sample if none follows
 * @param distance sum of the steps between consecutive valid points, across gaps too
 * @param jitter population standard deviation of those steps
 */
public record DerivedMetrics(double coverage, int gapCount, long longestGapMs, double distance, double jitter) {

    /** Computes the metrics; all 0 of no points. */
    public static DerivedMetrics of(List<TrackedSample> points) {
        int valid = 0;
        int gaps = 0;
        long longest = 0;
        long gapStart = -1;
        double sum = 0;
        double sumOfSquares = 0;
        TrackedSample last = null;
        for (TrackedSample point : points) {
            if (!point.valid()) {
                if (gapStart < 0) {
                    gapStart = point.tMs();
                    gaps++;
                }
                longest = Math.max(longest, point.tMs() - gapStart);
                continue;
            }
            if (gapStart >= 0) {
                longest = Math.max(longest, point.tMs() - gapStart);
                gapStart = -1;
            }
            valid++;
            if (last != null) {
                double step = Math.hypot(point.cx() - last.cx(), point.cy() - last.cy());
                sum += step;
                sumOfSquares += step * step;
            }
            last = point;
        }
        double coverage = points.isEmpty() ? 0 : (double) valid / points.size();
        int steps = valid - 1;
        double jitter = steps < 1 ? 0 : Math.sqrt(Math.max(0, sumOfSquares / steps - (sum / steps) * (sum / steps)));
        return new DerivedMetrics(coverage, gaps, longest, sum, jitter);
    }
}
