package dev.lectern.detect;

import dev.lectern.job.Quality;
import dev.lectern.job.TaskFailure;
import java.nio.ByteBuffer;

/** Looks at the frames of one recording. What is seen in a frame depends on that frame alone. For one thread at a time. */
public interface Lookout extends AutoCloseable {

    /** Width in pixels to which the upright pictures are to be scaled. */
    int frameWidth();

    /** Height in pixels to which the upright pictures are to be scaled. */
    int frameHeight();

    /** Bytes of a frame: {@code frameWidth * frameHeight * 3}. */
    default int frameBytes() {
        return frameWidth() * frameHeight() * 3;
    }

    /**
     * Looks at a frame.
     *
     * @param tMs when it is shown, see {@link FrameDetections#tMs()}
     * @param bgr24 from its position on, exactly {@link #frameBytes()} bytes: rows from the top, pixels from the left, blue green
     *     red; position and limit stay as they are
     * @throws TaskFailure a bug, if the model fails
     */
    FrameDetections look(long tMs, ByteBuffer bgr24) throws TaskFailure;

    /**
     * The picture as a whole, without looking for anybody.
     *
     * @param bgr24 as for {@link #look}
     */
    View view(ByteBuffer bgr24);

    /** The frames of a segment, of which as many are looked at as {@code quality} asks for. */
    default Series series(Quality quality, double sampleFps) {
        return quality == Quality.THOROUGH
                ? new EveryFrame(this)
                : new SparingSeries(this, Steadiness.of(quality), quality.groupCells(sampleFps));
    }

    @Override
    void close();
}
