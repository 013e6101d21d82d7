package dev.lectern.track;

import dev.lectern.detect.Detection;
import dev.lectern.detect.FrameDetections;
import dev.lectern.job.Inspection;
import java.util.List;

/**
 * Finds out who teaches and where that person was. All of a recording is looked at together, so what comes later helps to
 * understand what was before.
 *
 * <p>Time grows with the number of detections, memory likewise; two hours at five samples a second with 20 people take seconds.
 */
public final class Tracking {

    /** Name and version of this way of tracking, for {@link ProcessingMeta#tracker()}. */
    public static final String NAME = "lectern-offline-1";

    private Tracking() {}

    /**
     * Follows the instructor through a recording.
     *
     * @param inspection of the recording: the shape of its picture
     * @param frames every sampled frame in order of time with everybody seen in it, of any confidence
     * @param parameters how to track
     * @return one sample for every frame; all lost if nobody was there
     * @throws IllegalArgumentException if the frames are not in strictly rising order of time
     */
    public static TrackingResult track(
            Inspection inspection, List<FrameDetections> frames, TrackerParameters parameters) {
        double aspect = (double) inspection.width() / inspection.height();
        Scene scene = Scene.of(aspect, frames, parameters.weakScore());
        Detection[] seen = new Detection[scene.size()];
        List<Person> persons =
                new Joiner(scene, parameters.strongScore()).join(new Associator(scene, parameters).tracklets());
        if (!persons.isEmpty()) {
            Person instructor = InstructorChoice.rank(persons, scene).get(0).person();
            for (Tracklet tracklet : instructor.tracklets()) {
                List<Detection> repaired = EdgeRepair.repair(tracklet.boxes());
                for (int i = 0; i < repaired.size(); i++) {
                    seen[tracklet.boxes().get(i).frame()] = repaired.get(i);
                }
            }
        }
        long[] times = frames.stream().mapToLong(FrameDetections::tMs).toArray();
        List<TrackedSample> samples = GapFill.fill(times, seen, parameters.gapLimitSamples());
        return new TrackingResult(
                inspection.width(), inspection.height(), inspection.fps(), samples, DerivedMetrics.of(samples));
    }
}
