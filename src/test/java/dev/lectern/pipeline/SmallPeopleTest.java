package dev.lectern.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.detect.CloseDetector;
import dev.lectern.detect.DetectionCodec;
import dev.lectern.detect.DetectorModel;
import dev.lectern.detect.FrameDetections;
import dev.lectern.evaluate.Evaluation;
import dev.lectern.evaluate.Follower;
import dev.lectern.evaluate.InstructorFigures;
import dev.lectern.evaluate.Truth;
import dev.lectern.job.Inspection;
import dev.lectern.job.Json;
import dev.lectern.job.Parameters;
import dev.lectern.job.SegmentPlan;
import dev.lectern.job.SessionFolder;
import dev.lectern.job.Spent;
import dev.lectern.job.Step;
import dev.lectern.job.StepInput;
import dev.lectern.job.StepOutput;
import dev.lectern.job.Survey;
import dev.lectern.job.TaskKind;
import dev.lectern.job.TaskName;
import dev.lectern.testing.Clips;
import dev.lectern.testing.Silent;
import dev.lectern.testing.sample.GeneratedRecordings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A drawn recording from the back of a large hall, in which the instructor is an eighteenth of the picture high. */
class SmallPeopleTest {

    private static final Parameters WHOLE = new Parameters(5, 3600);

    @TempDir
    private static Path folder;

    private static DetectorModel model;
    private static Map<TaskKind, Step> steps;
    private static Truth truth;
    private static Inspection inspection;
    private static List<FrameDetections> twice;

    @BeforeAll
    static void look() throws Exception {
        model = DetectorModel.bundled();
        steps = Steps.of(Clips.BINARIES, model);
        truth = Truth.read(GeneratedRecordings.make(
                "far",
                Clips.BINARIES.ffmpeg(),
                Clips.BINARIES.environment(),
                Path.of("docs", "sample", "lecturer.png"),
                folder));
        inspection = inspected(truth.recording());
        twice = seen(inspection, WHOLE);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void theSurveyFindsThatPeopleAreSmall() {
        assertThat(inspection.survey().small()).isTrue();
        assertThat(inspection.survey().holdsFor(model.sha256())).isTrue();
        assertThat(inspection.survey().holdsFor("another")).isFalse();
        assertThat(inspection.survey().spots()).isNotEmpty();
    }

    @Test
    void wherePeopleAreLargeThePicturesAreLookedAtOnce() throws Exception {
        Inspection sample = inspected(Clips.sample());
        assertThat(sample.survey()).isEqualTo(new Survey(model.sha256(), false, List.of(), List.of()));
    }

    @Test
    void theInstructorIsFollowedWithASecondLookAndNotWithout() throws Exception {
        InstructorFigures with = figures(inspection, twice);
        Inspection once = inspection.with(Survey.UNNEEDED);
        InstructorFigures without = figures(once, seen(once, WHOLE));
        assertThat(with.rightPerson()).isTrue();
        assertThat(with.recall()).as("with: %s, without: %s", with, without).isGreaterThan(.95);
        assertThat(without.recall()).as("without").isLessThan(.8);
        assertThat(with.medianError()).isLessThan(.005);
    }

    @Test
    void whatIsSeenDoesNotHangOnSegments() throws Exception {
        List<FrameDetections> inPieces = seen(inspection, new Parameters(5, 5));
        assertThat(inPieces).isEqualTo(twice);
        assertThat(DetectionCodec.encode(inPieces)).isEqualTo(DetectionCodec.encode(twice));
    }

    @Test
    void theSurveyIsTheSameEachTime() throws Exception {
        assertThat(inspected(truth.recording())).isEqualTo(inspection);
    }

    @Test
    void theSecondLookIsBoundedAndToldOf() throws Exception {
        StepOutput output = steps.get(TaskKind.DETECT).run(input(TaskName.detect(0), inspection, WHOLE), new Silent());
        Spent spent = output.spent();
        int most;
        try (CloseDetector detector =
                model.newCloseDetector(inspection.width(), inspection.height(), Survey.UNNEEDED)) {
            most = detector.mostLooks();
        }
        assertThat(most).as("three quarters of a first look, in quarters").isEqualTo(3);
        assertThat(twice).allMatch(frame -> frame.secondLooks() <= most);
        assertThat(spent.frames()).isEqualTo(twice.size());
        assertThat(spent.secondLooks())
                .isEqualTo(twice.stream().mapToInt(FrameDetections::secondLooks).sum())
                .isPositive();
        assertThat(SecondLooks.of(inspection, twice).get("partsPerFrame"))
                .isEqualTo((double) spent.secondLooks() / twice.size());
        assertThat(SecondLooks.of(inspection.with(Survey.UNNEEDED), twice)).isEmpty();
    }

    private static InstructorFigures figures(Inspection known, List<FrameDetections> frames) {
        Follower own = Follower.all().get(0);
        return Evaluation.of(truth, own.follow(known, frames)).instructor();
    }

    private static Inspection inspected(Path recording) throws Exception {
        StepInput input =
                new StepInput(TaskName.INSPECT, recording, new SessionFolder(folder), folder, WHOLE, null, "key", null);
        return Json.read(steps.get(TaskKind.INSPECT).run(input, new Silent()).content(), Inspection.class);
    }

    private static List<FrameDetections> seen(Inspection known, Parameters parameters) throws Exception {
        List<FrameDetections> frames = new ArrayList<>();
        for (int k = 0; k < SegmentPlan.of(known, parameters).size(); k++) {
            frames.addAll(DetectionCodec.decode(steps.get(TaskKind.DETECT)
                    .run(input(TaskName.detect(k), known, parameters), new Silent())
                    .content()));
        }
        return frames;
    }

    private static StepInput input(TaskName task, Inspection known, Parameters parameters) {
        return new StepInput(
                task, truth.recording(), new SessionFolder(folder), folder, parameters, known, "key", null);
    }
}
