package dev.lectern.job;

import java.util.Objects;

/**
 * What a job may be told about how to process its recording. They are fixed when the job is made, so that a change of the
 * configuration never changes a job under way.
 *
 * @param sampleFps frames looked at per second of the recording, 0.2 to 30
 * @param segmentSeconds length of a segment in seconds, 1 to 86,400; it changes how work is cut, never the result
 * @param quality how many of those frames the detector looks at
 */
public record Parameters(double sampleFps, int segmentSeconds, Quality quality) {

    public static final double MIN_SAMPLE_FPS = 0.2;
    public static final double MAX_SAMPLE_FPS = 30;
    public static final int MAX_SEGMENT_SECONDS = 86_400;
    public static final Parameters DEFAULT = new Parameters(5, 60);

    public Parameters {
        Objects.requireNonNull(quality);
        if (!(sampleFps >= MIN_SAMPLE_FPS && sampleFps <= MAX_SAMPLE_FPS)) {
            throw new IllegalArgumentException("sampleFps must be between 0.2 and 30, not " + sampleFps);
        }
        if (segmentSeconds < 1 || segmentSeconds > MAX_SEGMENT_SECONDS) {
            throw new IllegalArgumentException("segmentSeconds must be between 1 and 86400, not " + segmentSeconds);
        }
    }

    /** The same, looking at more or fewer of those frames. */
    public Parameters with(Quality other) {
        return new Parameters(sampleFps, segmentSeconds, other);
    }

    /** With a detector that looks at every frame. */
    public Parameters(double sampleFps, int segmentSeconds) {
        this(sampleFps, segmentSeconds, Quality.THOROUGH);
    }
}
