package dev.lectern.pipeline;

import dev.lectern.detect.FrameDetections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a result says about pictures that were not looked at, or not exactly. */
final class Sparing {

    private static final int QUICK_BITS = 8;

    private Sparing() {}

    /**
     * Names and values for {@link dev.lectern.track.ProcessingMeta#sparing()}; empty if every picture was looked at as exactly as can be.
     *
     * @param quickly whether the detector's numbers had 8 bits
     */
    static Map<String, Object> of(boolean quickly, List<FrameDetections> frames) {
        Map<String, Object> said = new LinkedHashMap<>();
        long looked = frames.stream().filter(FrameDetections::looked).count();
        if (looked < frames.size()) {
            said.put("framesLookedAt", (double) looked / frames.size());
        }
        if (quickly) {
            said.put("detectorBits", QUICK_BITS);
        }
        return said;
    }
}
