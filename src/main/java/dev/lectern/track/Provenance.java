package dev.lectern.track;

import dev.lectern.detect.FrameDetections;
import dev.lectern.job.Inspection;
import dev.lectern.job.Quality;
import java.util.List;

/** Says of a result how it came to be. */
@FunctionalInterface
public interface Provenance {

    /**
     * Of a result that is derived from detections.
     *
     * @param quality how exactly was looked
     * @param frames all that was detected
     */
    ProcessingMeta of(Inspection inspection, Quality quality, List<FrameDetections> frames);
}
