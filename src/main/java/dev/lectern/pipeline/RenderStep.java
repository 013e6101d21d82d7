package dev.lectern.pipeline;

import dev.lectern.job.Inspection;
import dev.lectern.job.Step;
import dev.lectern.job.StepContext;
import dev.lectern.job.StepInput;
import dev.lectern.job.StepOutput;
import dev.lectern.job.TaskFailure;
import dev.lectern.media.FfmpegBinaries;
import dev.lectern.media.SteadyFrames;
import dev.lectern.media.VideoShape;
import dev.lectern.media.VideoWriter;
import dev.lectern.render.Painter;
import dev.lectern.render.Walk;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.file.Path;

/** A recording and its result to a video with the one drawn onto the other. */
final class RenderStep implements Step {

    private static final String RENDERED = "rendered.mp4";
    /** The wider side in pixels. */
    private static final int LONG_SIDE = 1280;

    private final FfmpegBinaries binaries;

    RenderStep(FfmpegBinaries binaries) {
        this.binaries = binaries;
    }

    @Override
    public StepOutput run(StepInput input, StepContext context) throws TaskFailure {
        Inspection inspection = input.inspection();
        VideoShape shape = VideoShape.of(inspection, LONG_SIDE);
        Painter painter = new Painter(Walk.read(input.result()), shape.width(), shape.height());
        BufferedImage picture = new BufferedImage(shape.width(), shape.height(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] pixels = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        Path out = input.scratch().resolve(RENDERED);
        // A file whose times leap ahead must not be filled up with pictures for ever.
        long frames = (long) Math.ceil(inspection.durationMs() / 1000.0 * shape.fps()) + 1;
        try (SteadyFrames recording =
                        SteadyFrames.open(binaries, input.recording(), inspection, shape, context.cancel());
                VideoWriter video =
                        VideoWriter.open(binaries, out, shape, input.folder().video(), inspection, context.cancel())) {
            for (long n = 0; n < frames && recording.next(pixels); n++) {
                painter.paint(picture, Math.round(n * 1000 / shape.fps()));
                video.write(pixels);
                context.progress((double) n / frames);
            }
            video.finish();
        }
        return StepOutput.file(out);
    }
}
