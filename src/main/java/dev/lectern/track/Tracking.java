package dev.lectern.track;

import dev.lectern.detect.Detection;
import dev.lectern.detect.FrameDetections;
import dev.lectern.job.Inspection;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

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
        List<Person> persons = ranked(scene, parameters);
        if (!persons.isEmpty()) {
            for (Tracklet tracklet : persons.get(0).tracklets()) {
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

    /**
     * Everybody who was told apart, the instructor first.
     *
     * @return for each person what was seen of it, by the index of the frame
     * @throws IllegalArgumentException if the frames are not in strictly rising order of time
     */
    public static List<SortedMap<Integer, Detection>> persons(
            Inspection inspection, List<FrameDetections> frames, TrackerParameters parameters) {
        double aspect = (double) inspection.width() / inspection.height();
        List<SortedMap<Integer, Detection>> all = new ArrayList<>();
        for (Person person : ranked(Scene.of(aspect, frames, parameters.weakScore()), parameters)) {
            SortedMap<Integer, Detection> boxes = new TreeMap<>();
            person.boxes().forEach(box -> boxes.put(box.frame(), box.source()));
            all.add(boxes);
        }
        return all;
    }

    private static List<Person> ranked(Scene scene, TrackerParameters parameters) {
        List<Person> persons =
                new Joiner(scene, parameters.strongScore()).join(new Associator(scene, parameters).tracklets());
        return InstructorChoice.rank(persons, scene).stream()
                .map(InstructorChoice.Candidate::person)
                .toList();
    }
}
