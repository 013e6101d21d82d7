package dev.lectern.evaluate;

import dev.lectern.detect.FrameDetections;
import dev.lectern.job.Inspection;
import java.util.List;

/** A way of following persons through the detections of a recording. */
public interface Follower {

    /** All that are compared, the product's own first. */
    static List<Follower> all() {
        return List.of(new OwnTracker(), new BaselineRule());
    }

    /** A short name for tables and files: lower-case letters and hyphens. */
    String name();

    /**
     * Follows.
     *
     * @param inspection of the recording
     * @param frames every sampled frame in order of time with everybody seen in it
     */
    Followed follow(Inspection inspection, List<FrameDetections> frames);
}
