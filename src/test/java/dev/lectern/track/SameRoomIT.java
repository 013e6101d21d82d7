package dev.lectern.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

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
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the real detector sees, seen otherwise: mirrored, in another order, from later on, at other moments, in fewer pixels, with somebody
 * far away. That segments change nothing is {@code ClipsIT}'s, that rates do not {@code MotionClipsIT}'s.
 */
class SameRoomIT {

    private static final double STEPS = 65_535;
    /** Frames that are left out where a recording begins later, and of what is left those that may still differ. */
    private static final int BEGIN = 7;

    private static final int SETTLING = 7;
    /** Two places that were rounded to whole steps of a coordinate. */
    private static final double ROUNDING = 1.1e-5;

    private static final long PART_MS = 3000;

    @TempDir
    private static Path scratch;

    private static final Map<String, Path> CLIPS = new LinkedHashMap<>();
    /** Ten samples a second. */
    private static final Map<String, ClipDetections> CLOSELY = new LinkedHashMap<>();
    /** Five, as usual. */
    private static final Map<String, ClipDetections> SEEN = new LinkedHashMap<>();

    @BeforeAll
    static void look() throws Exception {
        CLIPS.put("sample", Clips.sample());
        for (String name : List.of(
                "dev1_walk_stand_reenter", "dev2_pupils_in_front", "dev3_desk_passerby_vfr", "dev4_portrait_rotated")) {
            Path clip = Shared.media("clips/" + name + ".mp4").toAbsolutePath().normalize();
            if (Files.exists(clip)) {
                CLIPS.put(name, clip);
            }
        }
        for (Map.Entry<String, Path> clip : CLIPS.entrySet()) {
            CLOSELY.put(clip.getKey(), ClipDetections.of(clip.getValue(), 10, scratch));
            SEEN.put(clip.getKey(), CLOSELY.get(clip.getKey()).at(5));
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

    /** What was looked at of it: one part of three seconds in so many. */
    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void whereSomebodyLookedAPreliminaryResultSaysWhatTheResultWillSay(int oneIn) {
        SEEN.forEach((name, seen) -> {
            List<List<FrameDetections>> stretches = seen.frames().stream()
                    .filter(frame -> frame.tMs() / PART_MS % oneIn == 0)
                    .collect(Collectors.groupingBy(
                            frame -> frame.tMs() / PART_MS, TreeMap::new, Collectors.<FrameDetections>toList()))
                    .values()
                    .stream()
                    .toList();
            Map<Long, TrackedSample> whole = new HashMap<>();
            track(seen, seen.frames()).samples().forEach(sample -> whole.put(sample.tMs(), sample));
            TrackingResult known = Tracking.preliminary(seen.inspection(), stretches, TrackerParameters.DEFAULT);
            long same = known.samples().stream()
                    .filter(sample -> alike(sample, whole.get(sample.tMs())))
                    .count();
            double share = (double) same / known.samples().size();
            System.out.printf(
                    Locale.ROOT,
                    "1 in %d of %s: alike %.3f of %d%n",
                    oneIn,
                    name,
                    share,
                    known.samples().size());
            assertThat(share).as(name).isGreaterThan(0.9);
        });
    }

    private static boolean alike(TrackedSample one, TrackedSample other) {
        return one.valid() == other.valid()
                && (!one.valid() || Math.hypot(one.cx() - other.cx(), one.cy() - other.cy()) < 0.02);
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

    @Test
    void otherMomentsShowTheSameWay() {
        CLOSELY.forEach((name, closely) -> {
            List<FrameDetections> between = new ArrayList<>();
            List<FrameDetections> usual = SEEN.get(name).frames();
            for (FrameDetections frame : closely.frames()) {
                if (!usual.contains(frame)) {
                    between.add(frame);
                }
            }
            TrackingResult one = track(closely, usual);
            TrackingResult other = track(closely, between);
            Likeness likeness = Likeness.of(one.samples(), other.samples());
            System.out.println(name + " a tenth of a second later: " + likeness);
            assertThat(likeness.alike()).as(name).isGreaterThan(0.95);
            assertThat(likeness.median()).as(name).isLessThan(0.006);
            assertThat(likeness.p95()).as(name).isLessThan(0.03);
        });
    }

    /**
     * The recordings beside the project agree within 5 % at 2, 5 and 10 samples a second, see {@code MotionClipsIT}. This one is of 27 s in
     * which somebody comes twice and goes twice: at 2 a second each of that may be half a second early or late, and
     * half a second of walking is 2 % of its way.
     */
    @Test
    void theSampleShowsTheSameWayAtEveryRate() {
        Activity two = atRate(2);
        Activity five = atRate(5);
        Activity ten = atRate(10);
        System.out.printf(
                Locale.ROOT,
                "sample at 2, 5 and 10/s, heights: %.3f, %.3f, %.3f%n",
                two.distanceHeights(),
                five.distanceHeights(),
                ten.distanceHeights());
        assertThat(five.distanceHeights()).isCloseTo(ten.distanceHeights(), withPercentage(5));
        assertThat(two.distanceHeights()).isCloseTo(ten.distanceHeights(), withPercentage(10));
        assertThat(five.presentSeconds()).isCloseTo(ten.presentSeconds(), withPercentage(5));
        assertThat(two.presentSeconds()).isCloseTo(ten.presentSeconds(), withPercentage(5));
    }

    private static Activity atRate(double fps) {
        ClipDetections seen = CLOSELY.get("sample").at(fps);
        return activity(track(seen, seen.frames()));
    }

    @Test
    void fewerPixelsShowTheSameTrack() throws Exception {
        for (Map.Entry<String, Path> clip : CLIPS.entrySet()) {
            String name = clip.getKey();
            Path small = Clips.make(
                    scratch.resolve("small-" + name + ".mkv"),
                    "-i",
                    clip.getValue().toString(),
                    "-an",
                    "-vf",
                    "scale='if(gt(iw,ih),640,360)':'if(gt(iw,ih),360,640)'",
                    "-fps_mode",
                    "passthrough",
                    "-c:v",
                    "libopenh264",
                    "-b:v",
                    "1500k");
            ClipDetections fewer = ClipDetections.of(small, 5, scratch);
            TrackingResult there = track(fewer, fewer.frames());
            TrackingResult here = track(SEEN.get(name), SEEN.get(name).frames());
            assertThat(there.samples()).hasSameSizeAs(here.samples());
            Likeness likeness = Likeness.of(here.samples(), there.samples());
            System.out.println(name + " in 360p: " + likeness);
            assertThat(likeness.alike()).as(name).isGreaterThan(0.97);
            assertThat(likeness.median()).as(name).isLessThan(0.005);
            assertThat(likeness.p95()).as(name).isLessThan(0.02);
            assertThat(there.metrics().longestGapMs())
                    .as(name)
                    .isCloseTo(here.metrics().longestGapMs(), within(400L));
        }
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

    /**
     * How far two tracks of the same recording agree.
     *
     * @param alike share of the moments at which both or neither know a place
     * @param median distance of the places in widths and heights of the picture
     * @param p95 likewise, the 95th percentile
     */
    private record Likeness(double alike, double median, double p95) {

        /** Compares at the times of the first; the other is on the straight line between its samples. */
        static Likeness of(List<TrackedSample> one, List<TrackedSample> other) {
            List<Double> apart = new ArrayList<>();
            int alike = 0;
            int compared = 0;
            int next = 0;
            for (TrackedSample here : one) {
                while (next < other.size() && other.get(next).tMs() < here.tMs()) {
                    next++;
                }
                if (next == other.size() || next == 0 && other.get(0).tMs() > here.tMs()) {
                    continue;
                }
                TrackedSample after = other.get(next);
                TrackedSample before = after.tMs() == here.tMs() ? after : other.get(next - 1);
                compared++;
                // One of two may know a place: then somebody comes or goes just now.
                alike += here.valid() == before.valid() || here.valid() == after.valid() ? 1 : 0;
                if (here.valid() && before.valid() && after.valid()) {
                    double whole = Math.max(1, after.tMs() - before.tMs());
                    double part = (here.tMs() - before.tMs()) / whole;
                    apart.add(Math.hypot(
                            here.cx() - before.cx() - part * (after.cx() - before.cx()),
                            here.cy() - before.cy() - part * (after.cy() - before.cy())));
                }
            }
            double[] sorted = apart.stream().mapToDouble(Double::doubleValue).toArray();
            Arrays.sort(sorted);
            return new Likeness((double) alike / compared, sorted[sorted.length / 2], sorted[sorted.length * 95 / 100]);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "alike %.3f, apart by %.4f (median), %.4f (95 %%)", alike, median, p95);
        }
    }
}
