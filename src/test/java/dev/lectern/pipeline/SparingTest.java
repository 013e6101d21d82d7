package dev.lectern.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lectern.detect.Detection;
import dev.lectern.detect.DetectionCodec;
import dev.lectern.detect.FrameDetections;
import dev.lectern.evaluate.Evaluation;
import dev.lectern.evaluate.Follower;
import dev.lectern.evaluate.InstructorFigures;
import dev.lectern.evaluate.Truth;
import dev.lectern.job.Parameters;
import dev.lectern.job.Quality;
import dev.lectern.testing.ClipDetections;
import dev.lectern.testing.Clips;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample and a still picture, seen by the real detector that looks at as few pictures as it may. */
class SparingTest {

    private static final double SURE = 0.5;
    private static final double NEAR = 0.04;

    @TempDir
    private static Path folder;

    private static ClipDetections all;
    private static ClipDetections some;

    @BeforeAll
    static void look() throws Exception {
        all = ClipDetections.of(Clips.sample(), new Parameters(5, 3600), folder);
        some = ClipDetections.of(Clips.sample(), new Parameters(5, 3600, Quality.BALANCED), folder);
    }

    @Test
    void fewerPicturesAreLookedAtAndTheSameAreThere() {
        assertThat(Sparing.of(false, all.frames())).isEmpty();
        assertThat((double) Sparing.of(false, some.frames()).get("framesLookedAt"))
                .isGreaterThan(.2)
                .isLessThan(.7);
        assertThat(some.frames())
                .extracting(FrameDetections::tMs)
                .isEqualTo(all.frames().stream().map(FrameDetections::tMs).toList());
    }

    @Test
    void whatWasLookedAtIsWhatIsSeenThereOtherwise() {
        for (int i = 0; i < all.frames().size(); i++) {
            FrameDetections frame = some.frames().get(i);
            FrameDetections exact = all.frames().get(i);
            assertThat(frame.view()).isEqualTo(exact.view());
            if (frame.looked()) {
                // With numbers of 8 bits, so not to the last digit.
                exact.persons().stream().filter(person -> person.score() > SURE).forEach(person -> assertThat(
                                frame.persons())
                        .anySatisfy(again -> assertThat(apart(again, person)).isLessThan(NEAR)));
            }
        }
    }

    /** The largest difference of two edges, in fractions of the picture. */
    private static double apart(Detection one, Detection other) {
        double left = Math.abs(one.x() - other.x());
        double top = Math.abs(one.y() - other.y());
        double right = Math.abs(one.x() + one.w() - other.x() - other.w());
        double bottom = Math.abs(one.y() + one.h() - other.y() - other.h());
        return Math.max(Math.max(left, right), Math.max(top, bottom));
    }

    @Test
    void aResultSaysThatItsDetectorHadEightBits() {
        assertThat(Sparing.of(true, all.frames())).isEqualTo(Map.of("detectorBits", 8));
        assertThat(Sparing.of(true, some.frames())).containsKeys("framesLookedAt", "detectorBits");
    }

    @Test
    void theInstructorIsFollowedAsWell() throws Exception {
        InstructorFigures with = figures(all);
        InstructorFigures without = figures(some);
        assertThat(without.rightPerson()).isTrue();
        assertThat(without.recall()).isEqualTo(with.recall());
        assertThat(without.switches()).isZero();
        assertThat(without.gaps()).isEqualTo(with.gaps());
        assertThat(without.medianError()).isCloseTo(with.medianError(), within(.001));
        assertThat(without.p95Error()).isLessThan(.02);
    }

    @Test
    void howTheRecordingIsCutChangesNothing() throws Exception {
        ClipDetections inPieces = ClipDetections.of(Clips.sample(), new Parameters(5, 3, Quality.BALANCED), folder);
        assertThat(DetectionCodec.encode(inPieces.frames())).isEqualTo(DetectionCodec.encode(some.frames()));
    }

    @Test
    void ofAStillPictureFewAreLookedAt() throws Exception {
        Path still = Clips.make(
                folder.resolve("still.mkv"),
                "-ss",
                "3",
                "-i",
                Clips.sample().toString(),
                "-an",
                "-vf",
                "trim=end_frame=1,loop=loop=200:size=1",
                "-c:v",
                "libopenh264",
                "-b:v",
                "1500k");
        List<FrameDetections> balanced = ClipDetections.of(still, new Parameters(5, 60, Quality.BALANCED), folder)
                .frames();
        List<FrameDetections> fast = ClipDetections.of(still, new Parameters(5, 60, Quality.FAST), folder)
                .frames();
        assertThat(balanced).hasSizeGreaterThanOrEqualTo(40);
        assertThat(share(balanced)).isLessThan(.25);
        assertThat(share(fast)).isLessThan(share(balanced));
    }

    private static double share(List<FrameDetections> frames) {
        return (double) frames.stream().filter(FrameDetections::looked).count() / frames.size();
    }

    private static InstructorFigures figures(ClipDetections seen) throws Exception {
        Truth truth = Truth.read(Path.of("docs", "sample", "lecture.truth.json"));
        return Evaluation.of(truth, Follower.all().get(0).follow(seen.inspection(), seen.frames()))
                .instructor();
    }
}
