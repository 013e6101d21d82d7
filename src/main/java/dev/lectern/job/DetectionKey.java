package dev.lectern.job;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names a set of detections by everything they depend on, so that they are used again when nothing of it changed. */
public final class DetectionKey {

    /**
     * Raise this when frames are sampled or scaled in another way, or more is stored of them, so that older detections are not
     * mixed in.
     */
    private static final String SAMPLING_VERSION = "2";

    /** Raise this when the second look at a picture is taken in another way. */
    private static final String SECOND_LOOK_VERSION = "1";

    /**
     * Raise this when other pictures are looked at, or those between are filled in another way, or the quick form of the bundled model is
     * another.
     */
    private static final String SPARING_VERSION = "2";

    private DetectionKey() {}

    /**
     * The key for a recording.
     *
     * @param recordingSha256 hash of the recording's bytes
     * @param detector identity of the detector: its model's hash and input size
     * @param parameters how the recording is sampled and cut
     * @param survey where the pictures are looked at twice; null counts as nowhere
     * @return 16 hex digits
     */
    public static String of(String recordingSha256, String detector, Parameters parameters, Survey survey) {
        String twice = survey == null ? "" : survey.trace();
        String all = String.join(
                "\n",
                // So that what was detected in one look stays valid.
                twice.isEmpty() ? SAMPLING_VERSION : SAMPLING_VERSION + ' ' + SECOND_LOOK_VERSION + ' ' + twice,
                recordingSha256,
                detector,
                Double.toString(parameters.sampleFps()),
                Integer.toString(parameters.segmentSeconds()));
        if (parameters.quality() != Quality.THOROUGH) {
            // So that what was detected before there were others stays valid.
            all += '\n' + SPARING_VERSION + ' ' + parameters.quality().label();
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
