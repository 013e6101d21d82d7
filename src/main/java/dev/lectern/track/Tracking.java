package dev.lectern.track;

import dev.lectern.detect.Detection;
import dev.lectern.detect.FrameDetections;
import dev.lectern.job.Inspection;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Finds out who teaches and where that person was. All of a recording is looked at together, so what comes later helps to
 * understand what was before. {@link #associate} finds everybody; {@link #choose} says who of them teaches, and can be asked again
 * with corrections.
 *
 * <p>Time grows with the number of detections, memory likewise; two hours at five samples a second with 20 people take seconds.
 */
public final class Tracking {

    /** Name and version of this way of tracking, for {@link ProcessingMeta#tracker()}. */
    public static final String NAME = "lectern-offline-4";

    /** More persons are not written down; in a full hall there are hundreds of scraps. */
    private static final int MOST_PERSONS = 40;

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
        return choose(associate(inspection, frames, parameters), Corrections.NONE);
    }

    /**
     * Finds out who is who in a recording. Parameters and exceptions as for {@link #track}.
     *
     * @return everybody, named alike whenever the detections and parameters are the same
     */
    public static Association associate(
            Inspection inspection, List<FrameDetections> frames, TrackerParameters parameters) {
        return associate(inspection, Scene.of(aspect(inspection), frames), parameters);
    }

    /**
     * As {@link #track}, of a recording that was not looked at everywhere yet. Where nobody looked there are no samples, and nothing is counted:
     * neither a way nor a gap leads across a hole, and who is seen before and after one need not be near.
     *
     * @param stretches sampled frames in order of time, with a hole between each stretch and the next
     */
    public static TrackingResult preliminary(
            Inspection inspection, List<List<FrameDetections>> stretches, TrackerParameters parameters) {
        Scene scene = Scene.ofStretches(aspect(inspection), stretches);
        return choose(associate(inspection, scene, parameters), Corrections.NONE);
    }

    private static Association associate(Inspection inspection, Scene scene, TrackerParameters parameters) {
        List<Person> persons =
                new Joiner(scene, parameters.strongScore()).join(new Associator(scene, parameters).tracklets());
        return new Association(inspection, scene, parameters.gapLimitSamples(), persons);
    }

    private static double aspect(Inspection inspection) {
        return (double) inspection.width() / inspection.height();
    }

    /**
     * Says who teaches.
     *
     * @param corrections what somebody said about it; rulings about tracklets that do not exist change nothing
     * @return one sample for every frame; all lost if nobody teaches
     */
    public static TrackingResult choose(Association association, Corrections corrections) {
        return decide(association, corrections, false).result();
    }

    /**
     * As {@link #choose}, and says whose sights the track is made of.
     *
     * @param regrouped whether somebody said of the persons who is one and who is not
     */
    static Decision decide(Association association, Corrections corrections, boolean regrouped) {
        InstructorChoice choice = InstructorChoice.among(association.candidates(), corrections.always(false));
        List<Candidate> chosen = choice.chosen();
        Following following = Following.of(association, chosen, corrections);
        Scene scene = association.scene();
        List<List<TrackedSample>> stretches = scene.stretches().stream()
                .map(stretch -> samples(association, following, stretch))
                .toList();
        List<TrackedSample> samples = stretches.stream().flatMap(List::stream).toList();
        QualityReport quality = QualityReport.of(samples, Review.of(association, choice, chosen, following, samples));
        Verdict verdict = Judgement.of(choice, chosen, following, corrections, regrouped);
        Findings findings = new Findings(
                verdict,
                mostImportant(association, following),
                association.candidates().size(),
                quality);
        Inspection inspection = association.inspection();
        TrackingResult result = new TrackingResult(
                inspection.width(),
                inspection.height(),
                inspection.fps(),
                samples,
                DerivedMetrics.ofStretches(stretches),
                findings);
        return new Decision(result, following.followedMs(scene.step()));
    }

    private static List<TrackedSample> samples(Association association, Following following, Scene.Stretch stretch) {
        long[] times = IntStream.range(stretch.from(), stretch.to())
                .mapToLong(association.scene()::tMs)
                .toArray();
        Detection[] seen = Arrays.copyOfRange(following.seen(), stretch.from(), stretch.to());
        return GapFill.fill(times, seen, association.gapLimitSamples());
    }

    private static List<PersonSummary> mostImportant(Association association, Following following) {
        Set<Candidate> kept = new HashSet<>(following.persons());
        association.candidates().stream()
                .sorted(Comparator.comparingDouble((Candidate c) -> -c.score()))
                .limit(MOST_PERSONS)
                .forEach(kept::add);
        return association.candidates().stream()
                .filter(kept::contains)
                .map(Summaries::of)
                .toList();
    }

    /**
     * Everybody who was told apart, the instructor first.
     *
     * @return for each person what was seen of it, by the index of the frame
     * @throws IllegalArgumentException if the frames are not in strictly rising order of time
     */
    public static List<SortedMap<Integer, Detection>> persons(
            Inspection inspection, List<FrameDetections> frames, TrackerParameters parameters) {
        return associate(inspection, frames, parameters).candidates().stream()
                .sorted(Comparator.comparingDouble((Candidate c) -> -c.score()))
                .map(Tracking::boxes)
                .toList();
    }

    private static SortedMap<Integer, Detection> boxes(Candidate candidate) {
        SortedMap<Integer, Detection> boxes = new TreeMap<>();
        candidate.person().boxes().forEach(box -> boxes.put(box.frame(), box.source()));
        return boxes;
    }
}
