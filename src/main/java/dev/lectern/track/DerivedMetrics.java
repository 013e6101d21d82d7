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
        return ofStretches(List.of(points));
    }

    /**
     * Computes the metrics of what is known of a recording. Neither gaps nor steps lead from one stretch to the next.
     *
     * @param stretches points in order of time
     */
    static DerivedMetrics ofStretches(List<List<TrackedSample>> stretches) {
        Sums sums = new Sums();
        stretches.forEach(sums::add);
        int steps = sums.steps;
        double mean = sums.distance / steps;
        double jitter = steps < 1 ? 0 : Math.sqrt(Math.max(0, sums.sumOfSquares / steps - mean * mean));
        double coverage = sums.points == 0 ? 0 : (double) sums.valid / sums.points;
        return new DerivedMetrics(coverage, sums.gaps, sums.longest, sums.distance, jitter);
    }

    private static final class Sums {
        private int points;
        private int valid;
        private int gaps;
        private long longest;
        private int steps;
        private double distance;
        private double sumOfSquares;

        private void add(List<TrackedSample> stretch) {
            points += stretch.size();
            long gapStart = -1;
            TrackedSample last = null;
            for (TrackedSample point : stretch) {
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
                    steps++;
                    distance += step;
                    sumOfSquares += step * step;
                }
                last = point;
            }
        }
    }
}
