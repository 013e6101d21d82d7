package dev.lectern.track;

import java.util.List;

/**
 * How far a track is to be trusted.
 *
 * @param measured share of the samples in which the instructor was seen, 0 to 1
 * @param interpolated share on the line between two sights
 * @param lost share in which the place is not known
 * @param attention what deserves a look, in order of time
 */
public record QualityReport(double measured, double interpolated, double lost, List<Attention> attention) {

    public QualityReport {
        attention = List.copyOf(attention);
    }

    static QualityReport of(List<TrackedSample> samples, List<Attention> attention) {
        double all = Math.max(1, samples.size());
        long measured = count(samples, Quality.MEASURED);
        long interpolated = count(samples, Quality.INTERPOLATED);
        return new QualityReport(
                measured / all, interpolated / all, (samples.size() - measured - interpolated) / all, attention);
    }

    private static long count(List<TrackedSample> samples, Quality quality) {
        return samples.stream().filter(s -> s.quality() == quality).count();
    }
}
