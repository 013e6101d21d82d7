package dev.lectern.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lectern.detect.Detection;
import dev.lectern.detect.FrameDetections;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class TrackingTest {

    private static final Stage.Actor WALKER = Stage.standing(t -> Stage.pace(t, 0.2, 0.8, 12), 0.6);

    @Test
    void somebodyStandingStillAloneIsFollowedAllTheTime() {
        Stage.Actor still = Stage.swaying(Stage.standing(t -> 0.5, 0.7));
        Stage stage = new Stage(20).with(still);
        assertThat(stage.followed(stage.result(), still)).isEqualTo(1);
    }

    @Test
    void theOneWhoWalksIsFollowedAndNotTheConfidentlyFoundAudience() {
        Stage stage = classroom(WALKER);
        assertThat(stage.followed(stage.result(), WALKER)).isGreaterThan(0.98);
    }

    @Test
    void aStillLecturerBehindADeskIsPreferredToTheFrontRow() {
        Stage.Actor lecturer = Stage.swaying(t -> Stage.box(0.6, 0.35, 0.12, 0.35, 0.5));
        Stage stage = classroom(lecturer);
        assertThat(stage.followed(stage.result(), lecturer)).isGreaterThan(0.98);
    }

    @Test
    void aPasserByDoesNotWin() {
        Stage.Actor lecturer = Stage.standing(t -> 0.6 + 0.03 * Math.sin(t / 3), 0.45);
        Stage.Actor passerBy = Stage.standing(t -> -0.2 + 0.25 * (t - 12), 0.8);
        Stage stage = new Stage(30).with(lecturer).with(passerBy);
        assertThat(stage.followed(stage.result(), lecturer)).isGreaterThan(0.95);
    }

    @Test
    void twoWhoCrossKeepTheirNames() {
        Stage.Actor right = Stage.standing(t -> Stage.pace(t, 0.1, 0.9, 20), 0.6);
        Stage.Actor left =
                t -> t > 12 ? null : Stage.standing(x -> 0.9 - 0.08 * x, 0.7).apply(t);
        Stage stage = new Stage(30).with(right).with(left);
        assertThat(stage.followed(stage.result(), right)).isGreaterThan(0.97);
    }

    @Test
    void somebodyHiddenBehindAHeadIsFoundAgain() {
        Stage.Actor hidden = t -> t > 5.1 && t < 6.9 ? null : WALKER.apply(t);
        Stage stage = classroom(hidden);
        TrackingResult result = stage.result();
        assertThat(stage.followed(result, hidden)).isGreaterThan(0.97);
        assertThat(result.metrics().gapCount()).isEqualTo(1);
        assertThat(result.metrics().longestGapMs()).isBetween(1600L, 2000L);
    }

    /** The detector keeps one of two boxes that overlap much: while the walker is in front, the pupil's is not there. */
    @Test
    void thePupilBehindTheWalkerDoesNotGoAwayWithTheWalkersBox() {
        Stage.Actor walker = t -> Stage.box(Stage.pace(t, 0.2, 0.8, 24), 0.45, 0.14, 0.6, 0.6);
        Stage.Actor hidden = t -> {
            double cx = walker.apply(t).centreX();
            // First the walker goes behind the pupil and is not seen, then comes out beside, where the pupil is not
            // found.
            return cx > 0.44 && cx < 0.5 ? null : walker.apply(t);
        };
        Stage.Actor pupil = t -> {
            double cx = walker.apply(t).centreX();
            return cx >= 0.5 && cx < 0.56 ? null : Stage.box(0.5, 0.6, 0.14, 0.4, 0.5);
        };
        Stage stage = new Stage(48).with(hidden).with(pupil).with(Stage.seated(0.85, 0.8));
        assertThat(stage.followed(stage.result(), hidden)).isGreaterThan(0.97);
    }

    /** In front of the pupil on the right somebody goes out of the picture, and both are cut by its border for a moment. */
    @Test
    void whoeverPassesCloseByDoesNotTakeThePupilsPlace() {
        double from = 0.784;
        DoubleUnaryOperator left = t -> 0.534 + 0.64 * (t - 8.8);
        Stage.Actor passer = t -> {
            double x = left.applyAsDouble(t);
            return x < 0 || x > 0.93
                    ? null
                    : Stage.box(x + 0.16, x > 0.88 ? 0.71 : 0.6, 0.32, x > 0.88 ? 0.57 : 0.79, 0.7);
        };
        Stage.Actor pupil = t -> {
            double begins = Math.max(from, Math.min(left.applyAsDouble(t) + 0.325, 1));
            double ends = left.applyAsDouble(t) > from ? Math.min(0.997, left.applyAsDouble(t)) : 0.997;
            boolean behind = left.applyAsDouble(t) > from;
            double x = behind || t > 9.6 ? from : begins;
            double w = (t > 9.6 ? 0.997 : ends) - x;
            return w < 0.1 ? null : new Detection(x, 0.53, w, 0.46, 0.8);
        };
        Stage stage = new Stage(20, 5, 0.001).with(pupil).with(passer).with(WALKER);
        List<Box> boxes = stage.association().candidates().stream()
                .map(c -> c.person().boxes())
                .filter(sights -> sights.get(0).frame() == 0 && sights.get(0).left() > 1)
                .findFirst()
                .orElseThrow();
        assertThat(boxes).hasSizeGreaterThan(90).allSatisfy(box -> assertThat(box.top())
                .isCloseTo(0.53, within(0.02)));
    }

    @Test
    void oneAfterTheOtherInTheSameRoomAreTakenForOnePerson() {
        Stage.Actor first =
                t -> t > 15 ? null : Stage.standing(x -> 0.3 + 0.05 * x, 0.6).apply(t);
        Stage.Actor second = t ->
                t < 18 ? null : Stage.standing(x -> 1.05 - 0.05 * (x - 18), 0.6).apply(t);
        Stage stage = new Stage(30).with(first).with(second);
        TrackingResult result = stage.result();
        assertThat(stage.followed(result, first)).isGreaterThan(0.95);
        assertThat(stage.followed(result, second)).isGreaterThan(0.95);
    }

    @Test
    void whoeverComesInAtOnceOnTheOtherSideIsSomebodyElse() {
        Stage.Actor leaves =
                t -> t > 16 ? null : Stage.standing(x -> 0.23 + 0.05 * x, 0.6).apply(t);
        Stage.Actor enters = t ->
                t < 16.4 ? null : Stage.standing(x -> 0.05 * (x - 16.4), 0.6).apply(t);
        TrackingResult result = new Stage(22).with(leaves).with(enters).result();
        assertThat(result.samples().get(result.samples().size() - 1).quality()).isEqualTo(Quality.LOST);
    }

    @Test
    void whoeverLeavesAndComesBackIsTheSamePerson() {
        Stage.Actor leaves = Stage.standing(t -> 0.5 + 0.9 * Math.sin(t / 4), 0.6);
        Stage stage = classroom(leaves);
        TrackingResult result = stage.result();
        assertThat(stage.followed(result, leaves)).isGreaterThan(0.95);
        assertThat(result.metrics().gapCount()).isPositive();
    }

    @Test
    void theWeakDetectionsOfSomebodyWhoIsFollowedCount() {
        Stage.Actor dim = t -> {
            double score = t % 6 < 3 ? 0.6 : 0.27;
            return Stage.standing(x -> Stage.pace(x, 0.2, 0.8, 12), score).apply(t);
        };
        Stage stage = new Stage(30).with(dim);
        assertThat(stage.followed(stage.result(), dim)).isGreaterThan(0.97);
    }

    @Test
    void somebodyIsFollowedBackToTheFirstWeakSight() {
        Stage.Actor entering =
                t -> Stage.standing(x -> 0.2 + 0.02 * x, t < 2 ? 0.2 : 0.6).apply(t);
        TrackingResult result = new Stage(20).with(entering).result();
        assertThat(result.metrics().coverage()).isEqualTo(1);
    }

    /** Of who walks through the side of the picture only a part is found, the narrower the weaker, and its centre moves at half the speed. */
    @Test
    void whoeverWalksThroughTheBorderIsFollowedToTheLastWeakSight() {
        Stage.Actor leaves = t -> {
            Detection d = Stage.standing(x -> 0.5 + 0.17 * x, 0.7).apply(t);
            return d == null || d.w() > 0.1 ? d : new Detection(d.x(), d.y(), d.w(), d.h(), 0.24);
        };
        Stage.Actor comesBack = t -> t < 8 ? leaves.apply(t) : leaves.apply(16 - t);
        Stage stage = new Stage(16).with(comesBack);
        assertThat(stage.followed(stage.result(), comesBack)).isEqualTo(1);
    }

    @Test
    void howeverWeaklySomebodyIsFoundBetweenTwoSightsItIsASight() {
        Stage.Actor striding = t -> {
            Detection d = WALKER.apply(t);
            return Math.round(5 * t) % 6 == 4 ? new Detection(d.x(), d.y(), d.w(), d.h(), 0.11) : d;
        };
        Stage stage = new Stage(24).with(striding);
        assertThat(stage.followed(stage.result(), striding)).isEqualTo(1);
    }

    /** Too narrow for the person who is expected, and too few to be somebody else. */
    @Test
    void theFirstNarrowSightsFromBehindAPillarBelongToThePerson() {
        Stage.Actor behind = behindAPillar(0.09, 6);
        Stage stage = new Stage(18).with(behind);
        assertThat(stage.followed(stage.result(), behind)).isEqualTo(1);
    }

    /** Who is expected to come out on one side resembles who goes in there the time after next more than who comes out on the other. */
    @Test
    void whoWalksToAndFroBehindAWidePillarIsOnePerson() {
        for (double period : new double[] {6, 8, 10, 12}) {
            Stage.Actor behind = behindAPillar(0.1, period);
            Stage stage = new Stage(18).with(behind);
            assertThat(stage.followed(stage.result(), behind))
                    .as("once in %s s", period)
                    .isGreaterThan(0.9);
        }
    }

    /** Not found while going in, and as narrow as what shows while coming out. */
    private static Stage.Actor behindAPillar(double half, double period) {
        Stage.Actor walker = Stage.standing(t -> Stage.pace(t, 0.15, 0.85, period), 0.6);
        double left = 0.5 - half;
        double right = 0.5 + half;
        return t -> {
            Detection d = walker.apply(t);
            double end = d.x() + d.w();
            if (end <= left || d.x() >= right) {
                return d;
            }
            boolean toTheRight = t % period < period / 2;
            double from = toTheRight ? Math.max(d.x(), right) : d.x();
            double to = toTheRight ? end : Math.min(end, left);
            return to - from < 0.03 ? null : new Detection(from, d.y(), to - from, d.h(), 0.45);
        };
    }

    /** The head in front of somebody's knees is at times taken for the knees. */
    @Test
    void aBoxThatGoesOnBelowIsStillThePerson() {
        Stage.Actor half = t -> Stage.box(0.5, 0.4, 0.1, 0.5, 0.5);
        Stage.Actor merged = t -> Math.round(5 * t) % 7 == 3 ? Stage.box(0.5, 0.55, 0.11, 0.8, 0.37) : half.apply(t);
        Stage.Actor pupil = t -> Math.round(5 * t) % 7 == 3 ? null : Stage.box(0.52, 0.8, 0.14, 0.3, 0.5);
        Stage stage = new Stage(20).with(Stage.swaying(merged)).with(pupil);
        TrackingResult result = stage.result();
        assertThat(result.samples()).allSatisfy(sample -> {
            assertThat(sample.quality()).isEqualTo(Quality.MEASURED);
            assertThat(sample.cy()).isCloseTo(0.4, within(0.02));
        });
    }

    @Test
    void theOrderOfTheDetectionsInAFrameChangesNothing() {
        // Everybody twice, as detectors do: which of the two begins a track must not hang on the order.
        Stage.Actor again = t -> Stage.box(WALKER.apply(t).centreX() + 0.01, 0.4, 0.13, 0.48, 0.6);
        List<FrameDetections> frames = classroom(WALKER).with(again).frames();
        Random random = new Random(3);
        List<FrameDetections> shuffled = new ArrayList<>();
        for (FrameDetections frame : frames) {
            List<Detection> persons = new ArrayList<>(frame.persons());
            Collections.shuffle(persons, random);
            shuffled.add(new FrameDetections(frame.tMs(), persons));
        }
        assertThat(track(shuffled)).isEqualTo(track(frames));
    }

    @Test
    void theMirroredRoomGivesTheMirroredTrack() {
        List<FrameDetections> frames = classroom(WALKER).frames();
        List<FrameDetections> mirrored = frames.stream()
                .map(frame -> new FrameDetections(
                        frame.tMs(),
                        frame.persons().stream()
                                .map(p -> new Detection(1 - p.x() - p.w(), p.y(), p.w(), p.h(), p.score()))
                                .toList()))
                .toList();
        List<TrackedSample> there = track(frames).samples();
        List<TrackedSample> here = track(mirrored).samples();
        for (int i = 0; i < there.size(); i++) {
            assertThat(here.get(i).quality()).isEqualTo(there.get(i).quality());
            assertThat(here.get(i).cx()).isCloseTo(1 - there.get(i).cx(), within(2e-5));
            assertThat(here.get(i).cy()).isEqualTo(there.get(i).cy());
        }
    }

    @Test
    void aFarAwayPersonChangesNothingForTheInstructor() {
        Stage alone = new Stage(30, 5, 0).with(WALKER);
        Stage watched = new Stage(30, 5, 0).with(WALKER).with(t -> Stage.box(0.03, 0.06, 0.02, 0.08, 0.5));
        assertThat(samplesOf(watched)).isEqualTo(samplesOf(alone));
    }

    @Test
    void clothesInFramesOfAnyOrderGiveTheSameTracklets() {
        List<FrameDetections> frames = new Stage(36)
                .with(Stage.dressed(1, 5, WALKER))
                .with(Stage.dressed(3, 3, Stage.standing(t -> Stage.pace(t, 0.9, 0.1, 14), 0.6)))
                .with(Stage.dressed(1, 5, Stage.seated(0.4, 0.9)))
                .frames();
        List<FrameDetections> reversed = new ArrayList<>();
        for (FrameDetections frame : frames) {
            List<Detection> persons = new ArrayList<>(frame.persons());
            Collections.reverse(persons);
            reversed.add(new FrameDetections(frame.tMs(), persons));
        }
        assertThat(track(reversed)).isEqualTo(track(frames));
    }

    @Test
    void aFarAwayPersonChangesNoTrackletOfTheOthers() {
        Stage alone = new Stage(30, 5, 0).with(WALKER).with(Stage.seated(0.7, 0.8));
        Stage watched = new Stage(30, 5, 0)
                .with(WALKER)
                .with(Stage.seated(0.7, 0.8))
                .with(t -> Stage.box(0.03, 0.06, 0.02, 0.08, 0.4));
        assertThat(watched.association().tracklets())
                .hasSize(alone.association().tracklets().size() + 1)
                .containsAll(alone.association().tracklets());
    }

    @Test
    void aCameraThatPansLosesNobody() {
        // A third of the picture's width in a second at the fastest.
        DoubleUnaryOperator pan = t -> 0.1 * Math.sin(3.3 * t);
        Stage.Actor walker = t -> Stage.box(Stage.pace(t, 0.3, 0.5, 12) + pan.applyAsDouble(t), 0.4, 0.12, 0.5, 0.6);
        Stage.Actor pupil = t -> Stage.box(0.8 + pan.applyAsDouble(t), 0.8, 0.18, 0.4, 0.8);
        Stage stage = new Stage(40).with(walker).with(pupil);
        assertThat(stage.followed(stage.result(), walker)).isGreaterThan(0.97);
    }

    @Test
    void framesThatComeAtOtherTimesFollowTheSamePerson() {
        // As if the recording had begun 70 ms earlier and its clock trembled.
        List<FrameDetections> frames = classroom(WALKER).frames().stream()
                .map(f -> new FrameDetections(f.tMs() + 70 + f.tMs() / 200 % 3 * 17, f.persons()))
                .toList();
        List<TrackedSample> later = track(frames).samples();
        List<TrackedSample> there = samplesOf(classroom(WALKER));
        for (int i = 0; i < there.size(); i++) {
            Detection one = later.get(i).detection();
            Detection other = there.get(i).detection();
            assertThat(List.of(one.x(), one.y(), one.w(), one.score()))
                    .isEqualTo(List.of(other.x(), other.y(), other.w(), other.score()));
            // The lower edge is a median over a span of time, to which a box more or less belongs.
            assertThat(one.h()).isCloseTo(other.h(), within(0.005));
        }
    }

    @Test
    void fewerSamplesASecondFollowTheSamePerson() {
        for (double fps : new double[] {1, 2, 10}) {
            Stage stage = new Stage(60, fps, 0.004)
                    .with(WALKER)
                    .with(Stage.seated(0.15, 0.8))
                    .with(Stage.seated(0.5, 0.8));
            assertThat(stage.followed(stage.result(), WALKER))
                    .as("at %s samples a second", fps)
                    .isGreaterThan(0.95);
        }
    }

    @Test
    void missingPicturesDoNotLoseThePerson() {
        List<FrameDetections> frames =
                new ArrayList<>(new Stage(30).with(WALKER).frames());
        frames.removeIf(frame -> frame.tMs() > 8000 && frame.tMs() < 9500 || frame.tMs() % 1400 == 0);
        assertThat(track(frames).metrics().coverage()).isEqualTo(1);
    }

    @Test
    void anEmptyRoomIsLostThroughout() {
        TrackingResult result = new Stage(4).result();
        assertThat(result.samples()).hasSize(20).allSatisfy(sample -> {
            assertThat(sample.quality()).isEqualTo(Quality.LOST);
            assertThat(sample.cx()).isEqualTo(0.5);
            assertThat(sample.cy()).isEqualTo(0.5);
        });
    }

    @Test
    void aFewWeakDetectionsAreNobody() {
        TrackingResult result =
                new Stage(20).with(t -> Stage.box(0.5, 0.5, 0.1, 0.3, 0.15)).result();
        assertThat(result.metrics().coverage()).isZero();
    }

    @Test
    void noFramesGiveNoSamples() {
        assertThat(track(List.of()).samples()).isEmpty();
    }

    @Test
    void aSingleFrameIsEnoughToBeSeen() {
        List<FrameDetections> frames = List.of(new FrameDetections(0, List.of(new Detection(0.4, 0.2, 0.1, 0.5, 0.8))));
        assertThat(track(frames).metrics().coverage()).isEqualTo(1);
    }

    @Test
    void framesOutOfOrderAreRefused() {
        List<FrameDetections> frames =
                List.of(new FrameDetections(200, List.of()), new FrameDetections(200, List.of()));
        assertThatThrownBy(() -> track(frames))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("200 ms");
    }

    private static Stage classroom(Stage.Actor instructor) {
        return new Stage(36)
                .with(Stage.seated(0.15, 0.85))
                .with(instructor)
                .with(Stage.seated(0.4, 0.9))
                .with(Stage.seated(0.75, 0.8));
    }

    private static List<TrackedSample> samplesOf(Stage stage) {
        return stage.result().samples();
    }

    private static TrackingResult track(List<FrameDetections> frames) {
        return Tracking.track(Stage.INSPECTION, frames, TrackerParameters.DEFAULT);
    }
}
