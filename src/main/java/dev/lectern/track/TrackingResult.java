package dev.lectern.track;

import java.util.List;
import java.util.Objects;

/**
 * Where the instructor was, sample by sample.
 *
 * @param width width of the upright picture in pixels
 * @param height height of the upright picture in pixels
 * @param fps mean pictures per second of the recording
 * @param samples one per sampled frame, in order of time; all lost if nobody was found
 * @param metrics of the samples
 * @param findings what else was found; null if nothing but the track is known
 */
public record TrackingResult(
        int width, int height, double fps, List<TrackedSample> samples, DerivedMetrics metrics, Findings findings) {

    public TrackingResult {
        samples = List.copyOf(samples);
        Objects.requireNonNull(metrics);
    }

    /** A track of which nothing else is known. */
    public TrackingResult(int width, int height, double fps, List<TrackedSample> samples, DerivedMetrics metrics) {
        this(width, height, fps, samples, metrics, null);
    }
}
