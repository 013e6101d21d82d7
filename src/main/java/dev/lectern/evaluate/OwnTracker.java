package dev.lectern.evaluate;

import dev.lectern.detect.Detection;
import dev.lectern.detect.FrameDetections;
import dev.lectern.job.Inspection;
import dev.lectern.track.TrackedSample;
import dev.lectern.track.TrackerParameters;
import dev.lectern.track.Tracking;
import java.util.List;
import java.util.Map;

/** The product's tracker as it is used for a result. Nothing else here knows how it is called. */
final class OwnTracker implements Follower {

    @Override
    public String name() {
        return "lectern";
    }

    @Override
    public Followed follow(Inspection inspection, List<FrameDetections> frames) {
        List<TrackedSample> instructor =
                Tracking.track(inspection, frames, TrackerParameters.DEFAULT).samples();
        List<Map<Integer, Detection>> persons =
                List.copyOf(Tracking.persons(inspection, frames, TrackerParameters.DEFAULT));
        return new Followed(instructor, persons);
    }
}
