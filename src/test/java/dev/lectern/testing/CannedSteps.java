package dev.lectern.testing;

import dev.lectern.detect.Detection;
import dev.lectern.detect.FrameDetections;
import dev.lectern.job.Inspection;
import dev.lectern.job.Json;
import dev.lectern.job.Playability;
import dev.lectern.job.Step;
import dev.lectern.job.StepContext;
import dev.lectern.job.StepInput;
import dev.lectern.job.StepOutput;
import dev.lectern.job.TaskFailure;
import dev.lectern.job.TaskKind;
import dev.lectern.track.PayloadV1;
import dev.lectern.track.ProcessingMeta;
import dev.lectern.track.ResultDocument;
import dev.lectern.track.TrackerParameters;
import dev.lectern.track.Tracking;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Steps that take their time and look at nothing: somebody walks up and down, and leaves for a while. */
public final class CannedSteps {

    /** A recording with a file of this name beside it fails in its second half. */
    public static final String FAILING = "fails";

    private static final int SECONDS = 27;
    private static final int BEATS = 40;
    private static final Inspection SAMPLE = new Inspection(
            1280,
            720,
            1280,
            720,
            0,
            25,
            false,
            SECONDS * 1000L,
            SECONDS * 1000L - 40,
            SECONDS * 25L,
            "mov",
            0,
            "h264",
            "yuv420p",
            "aac",
            false,
            true,
            Playability.AS_IS);

    private final Duration pace;

    /** @param pace how long all steps of a job take together, about */
    public CannedSteps(Duration pace) {
        this.pace = pace;
    }

    public Map<TaskKind, Step> all() {
        Map<TaskKind, Step> steps = new EnumMap<>(TaskKind.class);
        for (TaskKind kind : TaskKind.values()) {
            steps.put(kind, this::run);
        }
        return steps;
    }

    private StepOutput run(StepInput input, StepContext context) throws TaskFailure {
        return switch (input.task().kind()) {
            case INSPECT -> {
                pass(context, 0.05, 1);
                yield StepOutput.bytes(Json.bytes(SAMPLE));
            }
            case DETECT -> {
                boolean fails = Files.exists(input.folder().path().resolve(FAILING));
                pass(context, 0.9, fails ? 0.5 : 1);
                if (fails) {
                    throw TaskFailure.permanent(
                            "The second half of the recording cannot be read. Export it again and upload that.");
                }
                yield StepOutput.bytes(new byte[] {1});
            }
            case TRACK -> StepOutput.bytes(result(input));
            case ENCODE, TRANSCODE, RENDER -> copy(input, context);
        };
    }

    private StepOutput copy(StepInput input, StepContext context) throws TaskFailure {
        pass(context, 0.5, 1);
        try {
            return StepOutput.file(Files.copy(input.recording(), input.scratch().resolve("copy.mp4")));
        } catch (IOException e) {
            throw TaskFailure.transientFault("The copy failed", e);
        }
    }

    /** Lets a share of the pace pass, and says so as it does; ends early when cancelled. */
    // The registration only has to be closed.
    @SuppressWarnings("try")
    private void pass(StepContext context, double share, double until) throws TaskFailure {
        CountDownLatch cancelled = new CountDownLatch(1);
        try (var registration = context.cancel().onCancel(cancelled::countDown)) {
            long beat = Math.max(1, (long) (pace.toMillis() * share / BEATS));
            for (int k = 1; k <= BEATS * until; k++) {
                if (cancelled.await(beat, TimeUnit.MILLISECONDS)) {
                    throw TaskFailure.interrupted();
                }
                context.progress((double) k / BEATS);
            }
        } catch (InterruptedException e) {
            throw TaskFailure.interrupted();
        }
    }

    private static byte[] result(StepInput input) {
        List<FrameDetections> frames = new ArrayList<>();
        double fps = input.parameters().sampleFps();
        for (int k = 0; k < SECONDS * fps; k++) {
            double second = k / fps;
            boolean away = second < 2 || second > 16 && second < 20;
            double x = 0.45 + 0.35 * Math.sin(second / 3);
            frames.add(new FrameDetections(
                    Math.round(second * 1000), away ? List.of() : List.of(new Detection(x, 0.3, 0.1, 0.45, 0.8))));
        }
        TrackerParameters parameters = TrackerParameters.DEFAULT;
        ProcessingMeta meta = ProcessingMeta.of("canned", "none", "1", "canned", parameters);
        return ResultDocument.gzipped(new PayloadV1(Tracking.track(SAMPLE, frames, parameters), meta).json());
    }
}
