package dev.lectern.pipeline;

import dev.lectern.detect.FrameDetections;
import dev.lectern.job.Inspection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a result says about pictures that were looked at twice. */
final class SecondLooks {

    private SecondLooks() {}

    /** Names and values for {@link dev.lectern.track.ProcessingMeta#secondLook()}; empty if every picture was looked at once. */
    static Map<String, Object> of(Inspection inspection, List<FrameDetections> frames) {
        Map<String, Object> said = new LinkedHashMap<>();
        if (inspection.smallPeople() && !frames.isEmpty()) {
            long twice =
                    frames.stream().filter(frame -> frame.secondLooks() > 0).count();
            long parts = frames.stream().mapToLong(FrameDetections::secondLooks).sum();
            said.put("framesLookedAtTwice", (double) twice / frames.size());
            said.put("partsPerFrame", (double) parts / frames.size());
        }
        return said;
    }
}
