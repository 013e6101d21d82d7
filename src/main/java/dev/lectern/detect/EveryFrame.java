package dev.lectern.detect;

import dev.lectern.job.TaskFailure;
import java.nio.ByteBuffer;
import java.util.List;

/** Every frame is looked at. */
final class EveryFrame implements Series {

    private final Lookout lookout;
    private final ByteBuffer frame;

    EveryFrame(Lookout lookout) {
        this.lookout = lookout;
        this.frame = ByteBuffer.allocateDirect(lookout.frameBytes());
    }

    @Override
    public ByteBuffer frame() {
        return frame;
    }

    @Override
    public List<FrameDetections> took(long tMs, long cell) throws TaskFailure {
        return List.of(lookout.look(tMs, frame));
    }

    @Override
    public List<FrameDetections> end() {
        return List.of();
    }
}
