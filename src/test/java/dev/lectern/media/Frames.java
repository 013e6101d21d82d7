package dev.lectern.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lectern.job.CancelToken;
import dev.lectern.job.Inspection;
import dev.lectern.job.Parameters;
import dev.lectern.job.Segment;
import dev.lectern.job.SegmentPlan;
import dev.lectern.job.TaskFailure;
import dev.lectern.testing.Clips;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** Reads frames and keeps their times and check sums. */
record Frames(List<Long> times, List<Long> sums) {

    static final int WIDTH = 96;
    static final int HEIGHT = 54;

    /** All frames of a recording, cut into segments of some seconds. */
    static Frames of(Path file, Inspection inspection, int segmentSeconds) throws TaskFailure {
        return of(file, inspection, SegmentPlan.of(inspection, new Parameters(5, segmentSeconds)));
    }

    static Frames of(Path file, Inspection inspection, List<Segment> segments) throws TaskFailure {
        return of(Clips.BINARIES, file, inspection, segments);
    }

    static Frames of(FfmpegBinaries programs, Path file, Inspection inspection, List<Segment> segments)
            throws TaskFailure {
        Frames frames = new Frames(new ArrayList<>(), new ArrayList<>());
        ByteBuffer target = ByteBuffer.allocateDirect(WIDTH * HEIGHT * 3);
        for (Segment segment : segments) {
            try (FrameReader reader =
                    FrameReader.open(programs, file, inspection, segment, WIDTH, HEIGHT, new CancelToken())) {
                while (reader.next(target)) {
                    CRC32 sum = new CRC32();
                    sum.update(target);
                    frames.times.add(reader.tMs());
                    frames.sums.add(sum.getValue());
                }
            }
        }
        return frames;
    }

    /** That a reader which was cancelled says so, after what it had read already. */
    static void assertInterrupted(FrameReader reader, ByteBuffer frame) {
        assertThatThrownBy(() -> {
                    while (reader.next(frame)) {
                        assertThat(reader.tMs()).isPositive();
                    }
                })
                .isInstanceOfSatisfying(TaskFailure.class, failure -> assertThat(failure.kind())
                        .isEqualTo(TaskFailure.Kind.INTERRUPTED));
    }
}
