package dev.lectern.evaluate;

import dev.lectern.track.TrackedSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How well one track agrees with where the instructor really was. A point is valid if it is measured or interpolated; shares and errors
 * are fractions.
 *
 * @param rightShare of the samples in which somebody was measured while the instructor showed: share whose centre lies in the
 *     instructor's box
 * @param recall share of the samples with at least half of the body visible that have a box with IoU of at least 0.5
 * @param medianError median distance of the centre in fractions of the picture's width, over valid points while the instructor
 *     shows; 1 if there are none
 * @param p95Error likewise, the 95th percentile
 * @param falsePresence share of all samples with a valid point while the instructor does not show
 * @param switches how often the measured track went over from the instructor to something else, or back; in the half seconds
 *     before and after the instructor shows, the place where that is counts as the instructor
 * @param coverage share of valid points among all samples
 * @param trueCoverage share of time in which the instructor shows
 * @param gaps times without a valid point
 * @param trueGaps times in which the instructor does not show
 * @param path the way through the points that are valid at whole seconds, in widths and heights of the picture
 * @param truePath the same way through the true centres
 * @param distance the way through all valid points
 * @param trueDistance the same way through the true centres
 */
public record InstructorFigures(
        double rightShare,
        double recall,
        double medianError,
        double p95Error,
        double falsePresence,
        int switches,
        double coverage,
        double trueCoverage,
        Gaps gaps,
        Gaps trueGaps,
        double path,
        double truePath,
        double distance,
        double trueDistance) {

    private static final double LEAST_IOU = 0.5;
    private static final double SHOWING = 0.5;
    private static final double RIGHT = 0.95;
    /** When somebody begins or ends to show is not sharper than this. */
    private static final long BLUR_MS = 500;

    /** Whether the instructor was followed and nobody else. */
    public boolean rightPerson() {
        return rightShare >= RIGHT;
    }

    public double coverageDifference() {
        return coverage - trueCoverage;
    }

    /** Relative error of {@link #path}; 0 if nobody moved. */
    public double pathError() {
        return relative(path, truePath);
    }

    /** Relative error of {@link #distance}; 0 if nobody moved. */
    public double distanceError() {
        return relative(distance, trueDistance);
    }

    /**
     * Compares.
     *
     * @param samples one for every sampled frame, in order of time
     */
    public static InstructorFigures of(Truth truth, List<TrackedSample> samples) {
        Counting counting = new Counting(truth);
        samples.forEach(counting::add);
        List<Double> errors = counting.errors.stream().sorted().toList();
        return new InstructorFigures(
                share(counting.right, counting.measuredShowing),
                share(counting.found, counting.showing),
                quantile(errors, 0.5),
                quantile(errors, 0.95),
                share(counting.invented, samples.size()),
                counting.switches,
                share(counting.valid, samples.size()),
                truth.coverage(),
                Gaps.of(samples),
                Gaps.of(truth),
                Way.ofPoints(samples, true),
                Way.ofTruth(truth, samples, true),
                Way.ofPoints(samples, false),
                Way.ofTruth(truth, samples, false));
    }

    /** One line for a log. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "right %.3f  recall %.3f  median %.2f %%  p95 %.2f %%  false %.2f %%  coverage %+.1f  longest gap %+d ms"
                        + "  gaps over 1 s %+d",
                rightShare,
                recall,
                medianError * 100,
                p95Error * 100,
                falsePresence * 100,
                coverageDifference() * 100,
                gaps.longestMs() - trueGaps.longestMs(),
                gaps.overASecond() - trueGaps.overASecond());
    }

    private static double relative(double found, double real) {
        return real == 0 ? 0 : found / real - 1;
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    private static double quantile(List<Double> sorted, double share) {
        return sorted.isEmpty() ? 1 : sorted.get((int) Math.min(sorted.size() - 1, share * sorted.size()));
    }

    private static final class Counting {
        private final Truth truth;
        private final List<Double> errors = new ArrayList<>();
        private int valid;
        private int measuredShowing;
        private int right;
        private int showing;
        private int found;
        private int invented;
        private int switches;
        private Boolean lastHers;

        Counting(Truth truth) {
            this.truth = truth;
        }

        void add(TrackedSample sample) {
            Truth.Picture picture = truth.at(sample.tMs());
            Region real = picture.instructor();
            valid += sample.valid() ? 1 : 0;
            boolean measured = sample.detection() != null;
            if (measured) {
                boolean hers = real == null
                        ? truth.near(sample.tMs(), BLUR_MS).anyMatch(box -> box.contains(sample.cx(), sample.cy()))
                        : real.contains(sample.cx(), sample.cy());
                switches += lastHers != null && lastHers != hers ? 1 : 0;
                lastHers = hers;
            }
            if (real == null) {
                invented += sample.valid() ? 1 : 0;
                return;
            }
            if (sample.valid()) {
                double dy = (sample.cy() - real.centreY()) * truth.height() / truth.width();
                errors.add(Math.hypot(sample.cx() - real.centreX(), dy));
            }
            if (measured) {
                measuredShowing++;
                right += real.contains(sample.cx(), sample.cy()) ? 1 : 0;
            }
            if (picture.visibleFraction() >= SHOWING) {
                showing++;
                found += measured && Region.of(sample.detection()).iou(real) >= LEAST_IOU ? 1 : 0;
            }
        }
    }
}
