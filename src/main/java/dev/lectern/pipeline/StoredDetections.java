package dev.lectern.pipeline;

import dev.lectern.detect.DetectionCodec;
import dev.lectern.detect.FrameDetections;
import dev.lectern.job.Inspection;
import dev.lectern.job.Parameters;
import dev.lectern.job.SegmentPlan;
import dev.lectern.job.SessionFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** All that was detected in a recording, from the files of its segments. */
public final class StoredDetections {

    private StoredDetections() {}

    /**
     * Reads them.
     *
     * @param key names the detections, see {@link dev.lectern.job.DetectionKey}
     * @return every sampled frame in order of time
     * @throws java.nio.file.NoSuchFileException if those of a segment are not there
     * @throws IOException if they cannot be read
     */
    public static List<FrameDetections> read(
            SessionFolder folder, String key, Inspection inspection, Parameters parameters) throws IOException {
        List<FrameDetections> frames = new ArrayList<>();
        int segments = SegmentPlan.of(inspection, parameters).size();
        for (int k = 0; k < segments; k++) {
            frames.addAll(DetectionCodec.decode(Files.readAllBytes(folder.detections(key, k))));
        }
        return frames;
    }
}
