package dev.lectern.detect;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.lectern.job.CancelToken;
import dev.lectern.job.Inspection;
import dev.lectern.job.Segment;
import dev.lectern.job.TaskFailure;
import dev.lectern.media.FfmpegBinaries;
import dev.lectern.media.FrameReader;
import dev.lectern.media.Inspector;
import dev.lectern.testing.Silent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Pictures of recordings as the bundled model is given them. */
public final class ModelInputs {

    private static final ModelFamily FAMILY = ModelFamily.NANODET;

    private ModelInputs() {}

    /** Takes one input after the other. */
    public interface Taker {
        void take(OnnxTensor input) throws OrtException, IOException;
    }

    /**
     * Of a recording.
     *
     * @param perSecond how many pictures
     */
    public static void of(FfmpegBinaries binaries, Path recording, double perSecond, Taker taker)
            throws TaskFailure, OrtException, IOException {
        Inspection inspection = new Inspector(binaries).inspect(recording, new Silent());
        InputSize input = InputSize.forPicture(inspection.width(), inspection.height());
        Letterbox box = Letterbox.of(input, inspection.width(), inspection.height(), FAMILY.centred());
        Canvas canvas = new Canvas(box, FAMILY.pixels(), FAMILY.filling());
        ByteBuffer frame = ByteBuffer.allocate(3 * box.contentWidth() * box.contentHeight());
        Segment whole = new Segment(0, 0, Segment.OPEN, perSecond);
        try (OnnxTensor tensor = OnnxTensor.createTensor(OrtLibrary.environment(), canvas.values(), canvas.shape());
                FrameReader frames = FrameReader.open(
                        binaries,
                        recording,
                        inspection,
                        whole,
                        box.contentWidth(),
                        box.contentHeight(),
                        new CancelToken())) {
            while (frames.next(frame)) {
                canvas.draw(frame);
                taker.take(tensor);
            }
        }
    }
}
