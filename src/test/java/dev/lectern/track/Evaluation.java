package dev.lectern.track;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How well a result agrees with the truth.
 *
 * @param rightShare of the samples in which somebody was measured while the instructor showed: share whose centre lies in the
 *     instructor's box
 * @param recall share of the samples with at least half of the body visible that have a box with IoU of at least 0.5
 * @param medianError median distance of the centre in fractions of the picture's width, over measured and interpolated points
 *     while the instructor shows
 * @param p95Error likewise, the 95th percentile
 * @param falsePresence share of all samples with a measured or interpolated point while the instructor does not show
 * @param coverageDifference coverage less the true share of time, -1 to 1
 * @param longestGapDifferenceMs longest gap less the true one
 * @param longGapDifference number of gaps over a second less the true number
 */
public record Evaluation(
        double rightShare,
        double recall,
        double medianError,
        double p95Error,
        double falsePresence,
        double coverageDifference,
        long longestGapDifferenceMs,
        int longGapDifference) {

    private static final long LONG_GAP_MS = 1000;

    /** Whether the instructor was followed and nobody else. */
    public boolean rightPerson() {
        return rightShare >= 0.95;
    }

    /**
     * Compares.
     *
     * @param payload the {@code data} of a result: payload v1 in JSON
     */
    public static Evaluation of(Truth truth, byte[] payload) throws IOException {
        JsonNode root = new ObjectMapper().readTree(payload);
        JsonNode detections = root.get("frameDetections");
        JsonNode points = root.get("trackPoints");
        List<Double> errors = new ArrayList<>();
        int measured = 0;
        int right = 0;
        int showing = 0;
        int found = 0;
        int invented = 0;
        for (int i = 0; i < points.size(); i++) {
            JsonNode point = points.get(i);
            JsonNode bbox = detections.get(i).get("bbox");
            boolean valid = !point.get("quality").asText().equals("lost");
            Truth.Picture picture = truth.at(point.get("tMs").asLong());
            double[] real = picture.box();
            if (real == null) {
                invented += valid ? 1 : 0;
                continue;
            }
            double cx = point.get("cx").asDouble();
            double cy = point.get("cy").asDouble();
            if (valid) {
                double dy = (cy - real[1] - real[3] / 2) * truth.height() / truth.width();
                errors.add(Math.hypot(cx - real[0] - real[2] / 2, dy));
            }
            if (!bbox.isNull()) {
                measured++;
                boolean inside = cx >= real[0] && cx <= real[0] + real[2] && cy >= real[1] && cy <= real[1] + real[3];
                right += inside ? 1 : 0;
            }
            if (picture.visibleFraction() >= 0.5) {
                showing++;
                found += !bbox.isNull() && iou(Truth.box(bbox), real) >= 0.5 ? 1 : 0;
            }
        }
        errors.sort(null);
        JsonNode metrics = root.get("derivedMetrics");
        int longGaps =
                (int) truth.gaps().stream().filter(ms -> ms > LONG_GAP_MS).count();
        return new Evaluation(
                share(right, measured),
                share(found, showing),
                quantile(errors, 0.5),
                quantile(errors, 0.95),
                share(invented, points.size()),
                metrics.get("coverage").asDouble() - truth.fractionVisible(),
                metrics.get("longestGapMs").asLong() - truth.longestGapMs(),
                longGaps(points) - longGaps);
    }

    /** One line for a table. */
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
                coverageDifference * 100,
                longestGapDifferenceMs,
                longGapDifference);
    }

    private static int longGaps(JsonNode points) {
        int count = 0;
        long start = -1;
        for (int i = 0; i < points.size(); i++) {
            long at = points.get(i).get("tMs").asLong();
            boolean lost = points.get(i).get("quality").asText().equals("lost");
            if (lost && start < 0) {
                start = at;
            }
            if (start >= 0 && (!lost || i == points.size() - 1)) {
                count += at - start > LONG_GAP_MS ? 1 : 0;
                start = -1;
            }
        }
        return count;
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    private static double quantile(List<Double> sorted, double share) {
        return sorted.isEmpty() ? 1 : sorted.get((int) Math.min(sorted.size() - 1, share * sorted.size()));
    }

    private static double iou(double[] a, double[] b) {
        double w = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0]);
        double h = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1]);
        if (w <= 0 || h <= 0) {
            return 0;
        }
        return w * h / (a[2] * a[3] + b[2] * b[3] - w * h);
    }
}
