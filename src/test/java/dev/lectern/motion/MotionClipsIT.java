package dev.lectern.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lectern.testing.ClipDetections;
import dev.lectern.testing.Shared;
import dev.lectern.track.TrackedSample;
import dev.lectern.track.TrackerParameters;
import dev.lectern.track.Tracking;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the real detector sees in recordings whose truth is known, at 2, 5 and 10 samples a second. */
class MotionClipsIT {

    private static final double[] RATES = {2, 5, 10};
    private static final Map<String, ClipDetections> SEEN = new HashMap<>();

    @TempDir
    private static Path scratch;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev1_walk_stand_reenter",
                "dev2_pupils_in_front",
                "dev3_desk_passerby_vfr",
                "dev4_portrait_rotated"
            })
    void theWayIsThatOfTheTruthAtEveryRate(String name) throws Exception {
        FootTruth truth = truth(name);
        double real = truth.pathHeights(Spans.LONGEST_GAP);
        List<MotionReport> reports = new ArrayList<>();
        for (double fps : RATES) {
            ClipDetections seen = seen(name).at(fps);
            MotionReport report = MotionReport.of(instructor(seen), aspect(seen), MotionSettings.NONE);
            reports.add(report);
            Activity whole = report.whole();
            System.out.printf(
                    Locale.ROOT,
                    "%s at %.0f/s: %.3f heights of %.3f (%+.1f %%), %.1f s in sight, %.1f s moving, p95 %.3f/s%n",
                    name,
                    fps,
                    whole.distanceHeights(),
                    real,
                    100 * (whole.distanceHeights() / real - 1),
                    whole.presentSeconds(),
                    whole.movingSeconds(),
                    report.heights().p95());
            assertThat(whole.distanceHeights()).as("%s at %s/s", name, fps).isCloseTo(real, withPercentage(10));
        }
        for (MotionReport one : reports) {
            for (MotionReport other : reports) {
                assertAgree(one, other);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev1_walk_stand_reenter",
                "dev2_pupils_in_front",
                "dev3_desk_passerby_vfr",
                "dev4_portrait_rotated"
            })
    void theWobbleOfRealBoxesIsNoWay(String name) throws Exception {
        for (double fps : RATES) {
            ClipDetections seen = seen(name).at(fps);
            List<Sighting> instructor = instructor(seen);
            for (double[] still : truth(name).stands(1.4)) {
                List<Sighting> wobble = instructor.stream()
                        .filter(s -> s.box() != null && s.seconds() > still[0] + 0.3 && s.seconds() < still[1] - 0.3)
                        .toList();
                if (wobble.size() < 3) {
                    continue;
                }
                MotionReport report = MotionReport.of(toAndFro(wobble, 1800, fps), aspect(seen), MotionSettings.NONE);
                System.out.printf(
                        Locale.ROOT,
                        "%s at %.0f/s stands %.1f-%.1f s: box centre wobbles by %.4f body heights (sd), foot by %.4f%n",
                        name,
                        fps,
                        still[0],
                        still[1],
                        sd(wobble.stream()
                                        .mapToDouble(s -> s.box().x() + s.box().w() / 2)
                                        .toArray())
                                * aspect(seen)
                                / report.bodyHeight(),
                        sd(wobble.stream()
                                        .mapToDouble(s -> s.box().y() + s.box().h())
                                        .toArray())
                                / report.bodyHeight());
                assertThat(report.whole().distanceHeights())
                        .as("half an hour of %s from %s s at %s/s", name, still[0], fps)
                        .isZero();
            }
        }
    }

    private static void assertAgree(MotionReport one, MotionReport other) {
        Activity a = one.whole();
        Activity b = other.whole();
        double tolerance = 0.05 * b.presentSeconds();
        assertThat(a.distanceHeights()).isCloseTo(b.distanceHeights(), withPercentage(5));
        assertThat(a.presentSeconds()).isCloseTo(b.presentSeconds(), withPercentage(5));
        assertThat(one.heights().mean()).isCloseTo(other.heights().mean(), withPercentage(5));
        // Shares of the time in sight: half a minute is too short for 5 % of each part of it.
        assertThat(a.movingSeconds()).isCloseTo(b.movingSeconds(), within(tolerance + 0.1));
        assertThat(a.leftSeconds()).isCloseTo(b.leftSeconds(), within(tolerance));
        assertThat(a.middleSeconds()).isCloseTo(b.middleSeconds(), within(tolerance));
        assertThat(a.rightSeconds()).isCloseTo(b.rightSeconds(), within(tolerance));
    }

    private static ClipDetections seen(String name) throws Exception {
        Path clip = Shared.media("clips/" + name + ".mp4");
        assumeTrue(Files.exists(clip), "the recordings beside the project are there");
        if (!SEEN.containsKey(name)) {
            SEEN.put(name, ClipDetections.of(clip.toAbsolutePath().normalize(), 10, scratch));
        }
        return SEEN.get(name);
    }

    private static FootTruth truth(String name) throws Exception {
        Path file = Shared.media("clips/" + name + ".gt.json");
        assumeTrue(Files.exists(file), "the truth beside the project is there");
        return FootTruth.read(file);
    }

    private static List<Sighting> instructor(ClipDetections seen) {
        return Tracking.track(seen.inspection(), seen.frames(), TrackerParameters.DEFAULT).samples().stream()
                .map(MotionClipsIT::sighting)
                .toList();
    }

    private static Sighting sighting(TrackedSample sample) {
        return new Sighting(
                sample.tMs(),
                sample.detection() == null
                        ? null
                        : new Sighting.Box(
                                sample.detection().x(),
                                sample.detection().y(),
                                sample.detection().w(),
                                sample.detection().h()));
    }

    private static double aspect(ClipDetections seen) {
        return (double) seen.inspection().width() / seen.inspection().height();
    }

    /** The same boxes forwards and backwards, again and again. */
    private static List<Sighting> toAndFro(List<Sighting> boxes, double seconds, double fps) {
        List<Sighting> longer = new ArrayList<>();
        int period = 2 * (boxes.size() - 1);
        for (int i = 0; i < seconds * fps; i++) {
            int at = i % period;
            Sighting.Box box = boxes.get(at < boxes.size() ? at : period - at).box();
            longer.add(new Sighting(Math.round(i * 1000 / fps), box));
        }
        return longer;
    }

    private static double sd(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Math.sqrt(Arrays.stream(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow());
    }
}
