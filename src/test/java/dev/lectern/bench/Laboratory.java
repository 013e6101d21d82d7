package dev.lectern.bench;

import ai.onnxruntime.OrtException;
import dev.lectern.detect.BareInference;
import dev.lectern.detect.DetectorModel;
import dev.lectern.detect.PersonDetector;
import dev.lectern.job.CancelToken;
import dev.lectern.job.Inspection;
import dev.lectern.job.Parameters;
import dev.lectern.job.Segment;
import dev.lectern.job.SegmentPlan;
import dev.lectern.job.Step;
import dev.lectern.job.TaskFailure;
import dev.lectern.job.TaskKind;
import dev.lectern.media.BareDecode;
import dev.lectern.media.FfmpegBinaries;
import dev.lectern.media.FrameReader;
import dev.lectern.pipeline.Steps;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Measures every {@link Phase} on the same segments of one clip with the same number of threads. */
final class Laboratory implements AutoCloseable {

    /** Enough that they do not fit in a processor's cache, few enough that they fit in memory: 44 MB of 640 x 360. */
    private static final int HELD_FRAMES = 64;

    private final FfmpegBinaries binaries;
    private final Path clip;
    private final Path scratch;
    private final Parameters parameters;
    private final int threads;
    private final Inspection inspection;
    private final List<Segment> segments;
    private final int[] framesOf;
    private final DetectorModel model;
    private final BareInference bare;
    private final Map<TaskKind, Step> steps;
    private final List<ByteBuffer> held = new ArrayList<>();

    Laboratory(
            FfmpegBinaries binaries, Path clip, Inspection inspection, Path scratch, Parameters parameters, int threads)
            throws Exception {
        this.binaries = binaries;
        this.clip = clip;
        this.inspection = inspection;
        this.scratch = scratch;
        this.parameters = parameters;
        this.threads = threads;
        segments = SegmentPlan.of(inspection, parameters);
        framesOf = new int[segments.size()];
        model = DetectorModel.bundled();
        bare = new BareInference(model.inputFor(inspection.width(), inspection.height()));
        steps = Steps.of(binaries, model);
        hold();
    }

    int segments() {
        return segments.size();
    }

    /** Everything once, in an order that differs from round to round, so that no phase always has the warmer processor. */
    Map<Phase, Cost> round(int number) throws Exception {
        Map<Phase, Cost> costs = new EnumMap<>(Phase.class);
        List<Phase> order = new ArrayList<>(List.of(Phase.values()));
        order.remove(Phase.DETECT);
        Collections.rotate(order, number);
        for (Phase phase : order) {
            switch (phase) {
                case BARE_DECODE -> costs.put(phase, measure(this::decodeBare));
                case BARE_INFERENCE -> costs.put(phase, measure(this::inferBare));
                case DECODE -> costs.put(phase, measure(this::decode));
                case INFERENCE -> costs.put(phase, measure(this::infer));
                default -> {
                    WholeRun run = new WholeRun(steps);
                    run.run(clip, scratch, parameters, threads);
                    costs.put(Phase.WHOLE, run.whole());
                    costs.put(Phase.DETECT, run.detect());
                }
            }
        }
        return costs;
    }

    private Cost measure(Work work) throws Exception {
        return Segments.measure(segments.size(), threads, k -> () -> work.of(k));
    }

    private int decodeBare(int k) throws TaskFailure {
        BareDecode.run(binaries, clip, inspection, segments.get(k));
        return framesOf[k];
    }

    private int inferBare(int k) throws Exception {
        bare.run(framesOf[k]);
        return framesOf[k];
    }

    private int decode(int k) throws TaskFailure {
        try (PersonDetector sizes = model.newDetector(inspection.width(), inspection.height());
                FrameReader frames = open(k, sizes)) {
            ByteBuffer frame = ByteBuffer.allocateDirect(sizes.frameBytes());
            int count = 0;
            while (frames.next(frame)) {
                count++;
            }
            return count;
        }
    }

    private int infer(int k) throws TaskFailure {
        try (PersonDetector detector = model.newDetector(inspection.width(), inspection.height())) {
            for (int i = 0; i < framesOf[k]; i++) {
                detector.detect(held.get(i % held.size()).duplicate());
            }
            return framesOf[k];
        }
    }

    /** Reads the clip once: counts the frames of each segment, and keeps some from all over it. */
    private void hold() throws TaskFailure {
        int step = Math.max(1, (int) (inspection.durationMs() / 1000.0 * parameters.sampleFps()) / HELD_FRAMES);
        int seen = 0;
        try (PersonDetector sizes = model.newDetector(inspection.width(), inspection.height())) {
            for (int k = 0; k < segments.size(); k++) {
                try (FrameReader frames = open(k, sizes)) {
                    ByteBuffer frame = ByteBuffer.allocateDirect(sizes.frameBytes());
                    for (; frames.next(frame); framesOf[k]++) {
                        if (seen++ % step == 0) {
                            held.add(ByteBuffer.allocateDirect(frame.remaining())
                                    .put(frame)
                                    .flip());
                        }
                    }
                }
            }
        }
    }

    private FrameReader open(int k, PersonDetector sizes) throws TaskFailure {
        return FrameReader.open(
                binaries,
                clip,
                inspection,
                segments.get(k),
                sizes.frameWidth(),
                sizes.frameHeight(),
                new CancelToken());
    }

    @Override
    public void close() throws OrtException {
        bare.close();
        model.close();
    }

    @FunctionalInterface
    private interface Work {
        int of(int segment) throws Exception;
    }
}
