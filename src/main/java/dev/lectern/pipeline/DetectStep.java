package dev.lectern.pipeline;

import dev.lectern.detect.DetectionCodec;
import dev.lectern.detect.DetectorModel;
import dev.lectern.detect.FrameDetections;
import dev.lectern.detect.Lookout;
import dev.lectern.detect.Series;
import dev.lectern.job.Inspection;
import dev.lectern.job.Quality;
import dev.lectern.job.Segment;
import dev.lectern.job.Spent;
import dev.lectern.job.Step;
import dev.lectern.job.StepContext;
import dev.lectern.job.StepInput;
import dev.lectern.job.StepOutput;
import dev.lectern.job.TaskFailure;
import dev.lectern.media.FfmpegBinaries;
import dev.lectern.media.FrameReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One segment of a recording to the persons in its sampled frames. */
final class DetectStep implements Step {

    private final FfmpegBinaries binaries;
    private final DetectorModel model;

    DetectStep(FfmpegBinaries binaries, DetectorModel model) {
        this.binaries = binaries;
        this.model = model;
    }

    @Override
    public StepOutput run(StepInput input, StepContext context) throws TaskFailure {
        Inspection inspection = input.inspection();
        Segment segment = input.segment();
        List<FrameDetections> seen = new ArrayList<>();
        long decoding = 0;
        long inference = 0;
        Quality quality = input.parameters().quality();
        try (Lookout lookout = model.lookout(inspection, quality);
                FrameReader frames = FrameReader.open(
                        binaries,
                        input.recording(),
                        inspection,
                        segment,
                        lookout.frameWidth(),
                        lookout.frameHeight(),
                        context.cancel())) {
            Series series = lookout.series(quality, segment.sampleFps());
            long before = System.nanoTime();
            while (frames.next(series.frame())) {
                long decoded = System.nanoTime();
                decoding += decoded - before;
                seen.addAll(series.took(frames.tMs(), frames.cell()));
                context.progress(fraction(frames.tMs(), segment, inspection));
                before = System.nanoTime();
                inference += before - decoded;
            }
            long decoded = System.nanoTime();
            decoding += decoded - before;
            seen.addAll(series.end());
            inference += System.nanoTime() - decoded;
        }
        seen.replaceAll(frame -> frame.by(model.provider()));
        int looked = (int) seen.stream().filter(FrameDetections::looked).count();
        int secondLooks = seen.stream().mapToInt(FrameDetections::secondLooks).sum();
        return StepOutput.bytes(DetectionCodec.encode(seen))
                .spending(
                        new Spent(null, looked, Duration.ofNanos(decoding), Duration.ofNanos(inference), secondLooks));
    }

    private static double fraction(long tMs, Segment segment, Inspection inspection) {
        double start = segment.startSeconds();
        double end = Math.min(segment.endSeconds(), inspection.durationMs() / 1000.0);
        return end > start ? (tMs / 1000.0 - start) / (end - start) : 0;
    }
}
