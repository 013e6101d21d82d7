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

    private DetectionKey() {}

    /**
     * The key for a recording.
     *
     * @param recordingSha256 hash of the recording's bytes
     * @param detector identity of the detector: its model's hash and input size
     * @param parameters how the recording is sampled and cut
     * @return 16 hex digits
     */
    public static String of(String recordingSha256, String detector, Parameters parameters) {
        String all = String.join(
                "\n",
                SAMPLING_VERSION,
                recordingSha256,
                detector,
                Double.toString(parameters.sampleFps()),
                Integer.toString(parameters.segmentSeconds()));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
