package dev.lectern.testing;

import dev.lectern.detect.DetectionCodec;
import dev.lectern.detect.DetectorModel;
import dev.lectern.detect.FrameDetections;
import dev.lectern.job.Inspection;
import dev.lectern.job.Json;
import dev.lectern.job.Parameters;
import dev.lectern.job.SegmentPlan;
import dev.lectern.job.SessionFolder;
import dev.lectern.job.Step;
import dev.lectern.job.StepInput;
import dev.lectern.job.TaskKind;
import dev.lectern.job.TaskName;
import dev.lectern.pipeline.Steps;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the real detector sees in a recording.
 *
 * @param inspection of the recording
 * @param frames everybody in every sampled frame
 */
public record ClipDetections(Inspection inspection, List<FrameDetections> frames) {

    public ClipDetections {
        frames = List.copyOf(frames);
    }

    /** Looks at a recording {@code sampleFps} times a second. */
    public static ClipDetections of(Path clip, double sampleFps, Path scratch) throws Exception {
        return of(clip, new Parameters(sampleFps, 3600), scratch);
    }

    /** Looks at a recording as a job would. */
    public static ClipDetections of(Path clip, Parameters parameters, Path scratch) throws Exception {
        try (DetectorModel model = DetectorModel.bundled()) {
            Map<TaskKind, Step> steps = Steps.of(Clips.BINARIES, model);
            byte[] inspected = steps.get(TaskKind.INSPECT)
                    .run(input(TaskName.INSPECT, clip, scratch, parameters, null), new Silent())
                    .content();
            Inspection inspection = Json.read(inspected, Inspection.class);
            List<FrameDetections> frames = new ArrayList<>();
            for (int k = 0; k < SegmentPlan.of(inspection, parameters).size(); k++) {
                StepInput segment = input(TaskName.detect(k), clip, scratch, parameters, inspection);
                frames.addAll(DetectionCodec.decode(
                        steps.get(TaskKind.DETECT).run(segment, new Silent()).content()));
            }
            return new ClipDetections(inspection, frames);
        }
    }

    /** What would have been seen at fewer samples a second: the first frame of every longer cell of time. */
    public ClipDetections at(double sampleFps) {
        List<FrameDetections> fewer = new ArrayList<>();
        long cell = -1;
        for (FrameDetections frame : frames) {
            long now = (long) Math.floor(frame.tMs() / 1000.0 * sampleFps + 1e-2);
            if (now > cell) {
                fewer.add(frame);
                cell = now;
            }
        }
        return new ClipDetections(inspection, fewer);
    }

    private static StepInput input(
            TaskName task, Path clip, Path scratch, Parameters parameters, Inspection inspection) {
        return new StepInput(task, clip, new SessionFolder(scratch), scratch, parameters, inspection, "key", null);
    }
}
