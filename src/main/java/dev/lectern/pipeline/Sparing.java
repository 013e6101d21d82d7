package dev.lectern.pipeline;

import dev.lectern.detect.FrameDetections;
import java.util.List;
import java.util.Map;

/** What a result says about pictures that were not looked at. */
final class Sparing {

    private Sparing() {}

    /** Names and values for {@link dev.lectern.track.ProcessingMeta#sparing()}; empty if every picture was looked at. */
    static Map<String, Object> of(List<FrameDetections> frames) {
        long looked = frames.stream().filter(FrameDetections::looked).count();
        return looked == frames.size() ? Map.of() : Map.of("framesLookedAt", (double) looked / frames.size());
    }
}
