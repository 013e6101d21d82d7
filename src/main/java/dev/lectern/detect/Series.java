package dev.lectern.detect;

import dev.lectern.job.TaskFailure;
import java.nio.ByteBuffer;
import java.util.List;

/** The frames of one segment, in order of time, and what is seen in each of them. For one thread. */
public interface Series {

    /** Where the next frame is to be put, {@link Lookout#frameBytes()} from position 0 on. Another one after each {@link #took}. */
    ByteBuffer frame();

    /**
     * The next frame is there.
     *
     * @param tMs when it is shown, see {@link FrameDetections#tMs()}
     * @param cell its cell of the sampling grid, greater than that of the frame before
     * @return what was seen in the frames that are done by now and were not given before, in order of time
     */
    List<FrameDetections> took(long tMs, long cell) throws TaskFailure;

    /** What was seen in the frames that were not given yet; nothing may follow. */
    List<FrameDetections> end() throws TaskFailure;
}
