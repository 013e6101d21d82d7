package dev.lectern.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lectern.detect.Detection;
import dev.lectern.detect.FrameDetections;
import dev.lectern.detect.View;
import dev.lectern.motion.Activity;
import dev.lectern.motion.MotionReport;
import dev.lectern.motion.MotionSettings;
import dev.lectern.testing.ClipDetections;
import dev.lectern.testing.Clips;
import dev.lectern.testing.Shared;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the real detector sees, seen otherwise: mirrored, in another order, from later on, with somebody far away. That segments change nothing is {@code ClipsIT}'s, that rates do not {@code MotionClipsIT}'s.
 */
class SameRoomIT {

    private static final double STEPS = 65_535;
    /** Frames that are left out where a recording begins later, and of what is left those that may still differ. */
    private static final int BEGIN = 7;

    private static final int SETTLING = 7;
    /** Two places that were rounded to whole steps of a coordinate. */
    private static final double ROUNDING = 1.1e-5;

    @TempDir
    private static Path scratch;

    private static final Map<String, ClipDetections> SEEN = new LinkedHashMap<>();

    @BeforeAll
    static void look() throws Exception {
        SEEN.put("sample", ClipDetections.of(Clips.sample(), 5, scratch));
        for (String name : List.of(
                "dev1_walk_stand_reenter", "dev2_pupils_in_front", "dev3_desk_passerby_vfr", "dev4_portrait_rotated")) {
            Path clip = Shared.media("clips/" + name + ".mp4").toAbsolutePath().normalize();
            if (Files.exists(clip)) {
                SEEN.put(name, ClipDetections.of(clip, 5, scratch));
            }
        }
    }

    @Test
    void theMirroredPictureGivesTheMirroredTrackAndSwapsTheShares() {
        SEEN.forEach((name, seen) -> {
            TrackingResult one = track(seen, seen.frames());
            TrackingResult other =
                    track(seen, seen.frames().stream().map(SameRoomIT::mirrored).toList());
            for (int i = 0; i < one.samples().size(); i++) {
                TrackedSample here = one.samples().get(i);
                TrackedSample there = other.samples().get(i);
                assertThat(there.quality()).as("%s at %s ms", name, here.tMs()).isEqualTo(here.quality());
                assertThat(there.cx()).as("%s at %s ms", name, here.tMs()).isCloseTo(1 - here.cx(), within(ROUNDING));
                assertThat(there.cy()).as("%s at %s ms", name, here.tMs()).isEqualTo(here.cy());
            }
            assertThat(other.metrics().gapCount()).isEqualTo(one.metrics().gapCount());
            assertThat(other.metrics().longestGapMs()).isEqualTo(one.metrics().longestGapMs());
            assertThat(other.metrics().distance())
                    .isCloseTo(
                            one.metrics().distance(),
                            within(ROUNDING * one.samples().size()));
            assertThat(other.findings().quality()).isEqualTo(one.findings().quality());
            assertThat(other.findings().instructor().persons())
                    .isEqualTo(one.findings().instructor().persons());
            Activity left = activity(one);
            Activity right = activity(other);
            assertThat(right.rightSeconds()).as(name).isCloseTo(left.leftSeconds(), within(1e-6));
            assertThat(right.leftSeconds()).as(name).isCloseTo(left.rightSeconds(), within(1e-6));
            assertThat(right.middleSeconds()).as(name).isCloseTo(left.middleSeconds(), within(1e-6));
            assertThat(right.distanceHeights()).as(name).isCloseTo(left.distanceHeights(), within(1e-6));
        });
    }

    @Test
    void theOrderOfPersonsInAFrameChangesNothing() {
        SEEN.forEach((name, seen) -> {
            for (int seed = 0; seed < 10; seed++) {
                Random random = new Random(seed);
                List<FrameDetections> shuffled = new ArrayList<>();
                for (FrameDetections frame : seen.frames()) {
                    List<Detection> persons = new ArrayList<>(frame.persons());
                    Collections.shuffle(persons, random);
                    shuffled.add(new FrameDetections(frame.tMs(), persons, frame.view()));
                }
                assertThat(track(seen, shuffled)).as(name).isEqualTo(track(seen, seen.frames()));
            }
        });
    }

    @Test
    void somebodyFarAwayChangesNothingForTheOthers() {
        SEEN.forEach((name, seen) -> {
            Detection passer = farAway(seen);
            List<FrameDetections> watched = seen.frames().stream()
                    .map(frame -> with(frame, passer, frame.tMs() / 1000 % 7))
                    .toList();
            Association alone = associate(seen, seen.frames());
            Association together = associate(seen, watched);
            assertThat(boxes(together, passer)).as(name).isEqualTo(boxes(alone, passer));
            assertThat(Tracking.choose(together, Corrections.NONE).samples())
                    .as(name)
                    .isEqualTo(Tracking.choose(alone, Corrections.NONE).samples());
            assertThat(together.candidates())
                    .as("%s: the one far away is found", name)
                    .hasSizeGreaterThan(alone.candidates().size());
        });
    }

    @Test
    void aRecordingThatBeginsLaterGoesOnAlike() {
        SEEN.forEach((name, seen) -> {
            List<TrackedSample> whole = track(seen, seen.frames()).samples();
            List<TrackedSample> later = track(
                            seen, seen.frames().subList(BEGIN, seen.frames().size()))
                    .samples();
            for (int i = BEGIN + SETTLING; i < whole.size(); i++) {
                assertThat(later.get(i - BEGIN)).as(name).isEqualTo(whole.get(i));
            }
        });
    }

    private static TrackingResult track(ClipDetections seen, List<FrameDetections> frames) {
        return Tracking.choose(associate(seen, frames), Corrections.NONE);
    }

    private static Association associate(ClipDetections seen, List<FrameDetections> frames) {
        return Tracking.associate(seen.inspection(), frames, TrackerParameters.DEFAULT);
    }

    private static Activity activity(TrackingResult result) {
        return MotionReport.of(Sightings.of(result), Sightings.aspect(result), MotionSettings.NONE)
                .whole();
    }

    /** On the grid that detections are stored on, so that mirroring twice gives what was there. */
    private static FrameDetections mirrored(FrameDetections frame) {
        byte[] cells = new byte[View.CELLS];
        for (int cell = 0; cell < cells.length && frame.view().known(); cell++) {
            int column = View.COLUMNS - 1 - cell % View.COLUMNS;
            cells[cell] = (byte) frame.view().lightness(column, cell / View.COLUMNS);
        }
        return new FrameDetections(
                frame.tMs(),
                frame.persons().stream()
                        .map(d -> new Detection(
                                Math.round((1 - d.x() - d.w()) * STEPS) / STEPS,
                                d.y(),
                                d.w(),
                                d.h(),
                                d.score(),
                                d.appearance()))
                        .toList(),
                View.of(cells));
    }

    /** A small one at a place where the detector sees nothing of that size, and nobody at all, at any time. */
    private static Detection farAway(ClipDetections seen) {
        for (int place = 0; place < 72; place++) {
            Detection small = new Detection(0.03 + 0.08 * (place % 12), 0.03 + 0.15 * (place / 12), 0.02, 0.06, 0.6);
            if (seen.frames().stream()
                    .flatMap(frame -> frame.persons().stream())
                    .noneMatch(other -> (other.h() < 0.2 || other.score() > 0.3) && near(other, small))) {
                return small;
            }
        }
        throw new AssertionError("there is somebody everywhere");
    }

    private static boolean near(Detection one, Detection other) {
        double room = 0.02;
        return one.x() < other.x() + other.w() + room
                && other.x() < one.x() + one.w() + room
                && one.y() < other.y() + other.h() + room
                && other.y() < one.y() + one.h() + room;
    }

    private static FrameDetections with(FrameDetections frame, Detection passer, long phase) {
        List<Detection> persons = new ArrayList<>(frame.persons());
        // Comes and goes, so that it has tracklets of every kind.
        if (phase < 5) {
            persons.add(passer);
        }
        return new FrameDetections(frame.tMs(), persons, frame.view());
    }

    /** Every other person as the detections it is made of, tracklet by tracklet. */
    private static List<List<List<Detection>>> boxes(Association association, Detection but) {
        return association.candidates().stream()
                .map(c -> c.person().tracklets().stream()
                        .map(t -> t.boxes().stream().map(Box::source).toList())
                        .toList())
                .filter(tracklets -> !tracklets.get(0).contains(but))
                .toList();
    }
}
