package dev.lectern.pipeline;

import dev.lectern.detect.DetectorModel;
import dev.lectern.job.Inspection;
import dev.lectern.job.Json;
import dev.lectern.job.Step;
import dev.lectern.job.StepContext;
import dev.lectern.job.StepInput;
import dev.lectern.job.StepOutput;
import dev.lectern.job.TaskFailure;
import dev.lectern.media.FfmpegBinaries;
import dev.lectern.media.Inspector;
import dev.lectern.media.Thumbnailer;
import java.util.Optional;

/** A recording to what is known of it, and a small picture. */
final class InspectStep implements Step {

    private final Inspector inspector;
    private final Thumbnailer thumbnailer;
    private final Surveyor surveyor;

    InspectStep(FfmpegBinaries binaries, DetectorModel model) {
        inspector = new Inspector(binaries);
        thumbnailer = new Thumbnailer(binaries);
        surveyor = new Surveyor(binaries, model);
    }

    @Override
    public StepOutput run(StepInput input, StepContext context) throws TaskFailure {
        Inspection inspection = inspector.inspect(input.recording(), context);
        Optional<byte[]> thumbnail = thumbnailer.of(input.recording(), inspection, context.cancel());
        Inspection surveyed = inspection.with(surveyor.survey(input.recording(), inspection, context.cancel()));
        return StepOutput.bytes(Json.bytes(surveyed)).with(thumbnail.orElse(null));
    }
}
