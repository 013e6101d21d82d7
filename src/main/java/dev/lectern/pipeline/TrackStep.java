package dev.lectern.pipeline;

import dev.lectern.detect.DetectionCodec;
import dev.lectern.detect.DetectorModel;
import dev.lectern.detect.FrameDetections;
import dev.lectern.job.Inspection;
import dev.lectern.job.Quality;
import dev.lectern.job.SegmentPlan;
import dev.lectern.job.Step;
import dev.lectern.job.StepContext;
import dev.lectern.job.StepInput;
import dev.lectern.job.StepOutput;
import dev.lectern.job.TaskFailure;
import dev.lectern.track.PayloadV1;
import dev.lectern.track.ProcessingMeta;
import dev.lectern.track.ResultDocument;
import dev.lectern.track.TrackerParameters;
import dev.lectern.track.Tracking;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** All detections of a recording to the document that is its result. */
final class TrackStep implements Step {

    private static final String RUNTIME = "onnxruntime-";

    private final DetectorModel model;
    private final TrackerParameters parameters;

    TrackStep(DetectorModel model, TrackerParameters parameters) {
        this.model = model;
        this.parameters = parameters;
    }

    @Override
    public StepOutput run(StepInput input, StepContext context) throws TaskFailure {
        List<FrameDetections> frames = detections(input, context);
        if (frames.isEmpty()) {
            throw TaskFailure.permanent(
                    "No picture of the recording could be decoded. Play it with another program, export it "
                            + "again as MP4, and upload that.");
        }
        ProcessingMeta meta =
                meta(model, parameters, input.inspection(), input.parameters().quality(), frames);
        PayloadV1 payload = new PayloadV1(Tracking.track(input.inspection(), frames, parameters), meta);
        return StepOutput.bytes(ResultDocument.gzipped(payload.json()));
    }

    /** What a result says of how it was made. */
    static ProcessingMeta meta(
            DetectorModel model,
            TrackerParameters parameters,
            Inspection inspection,
            Quality quality,
            List<FrameDetections> frames) {
        return ProcessingMeta.of(model.name(), runtime(frames), model.version(), model.source(), parameters)
                .looking(
                        SecondLooks.of(inspection, frames),
                        Sparing.of(model.looksQuickly(inspection, quality), frames));
    }

    /** Who detected may have had other hardware than who tracks, and several have had different ones. */
    static String runtime(List<FrameDetections> frames) {
        return frames.stream()
                .map(FrameDetections::provider)
                .distinct()
                .sorted()
                .map(provider -> RUNTIME + provider.label())
                .collect(Collectors.joining(", "));
    }

    private static List<FrameDetections> detections(StepInput input, StepContext context) throws TaskFailure {
        List<FrameDetections> frames = new ArrayList<>();
        int segments = SegmentPlan.of(input.inspection(), input.parameters()).size();
        for (int k = 0; k < segments; k++) {
            context.cancel().check();
            try {
                frames.addAll(
                        DetectionCodec.decode(Files.readAllBytes(input.folder().detections(input.detectionKey(), k))));
            } catch (IOException e) {
                throw TaskFailure.transientFault("What was detected could not be read", e);
            }
            context.progress((k + 1.0) / (segments + 1));
        }
        return frames;
    }
}
