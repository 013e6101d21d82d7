package dev.lectern.track;

import dev.lectern.detect.Detection;
import dev.lectern.detect.FrameDetections;
import dev.lectern.detect.View;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * All detections of a recording in one unit, each frame in an order that depends on nothing but the boxes. Of a recording that was not
 * looked at everywhere yet there are holes: nobody knows who was there, which is not the same as nobody being there.
 *
 * @param aspect width of the picture in picture heights
 * @param seconds presentation time of every sampled frame, rising
 * @param frames the boxes of every sampled frame
 * @param views every sampled frame as a whole
 * @param unlooked seconds in holes before every frame, none of them falling; all 0 if there are no holes
 */
record Scene(double aspect, double[] seconds, List<List<Box>> frames, List<View> views, double[] unlooked) {

    /**
     * Frames without a hole between them.
     *
     * @param from the first
     * @param to the first after them
     */
    record Stretch(int from, int to) {}

    private static final double LEAST_HOLE = 0.001;

    /** Left edge last, so that a mirrored picture is worked on in the same order. */
    private static final Comparator<Detection> ORDER = Comparator.comparingDouble(Detection::score)
            .reversed()
            .thenComparingDouble(Detection::y)
            .thenComparingDouble(Detection::h)
            .thenComparingDouble(Detection::w)
            .thenComparingDouble(Detection::x);

    /** All of a recording. */
    static Scene of(double aspect, List<FrameDetections> samples) {
        return of(aspect, samples, new double[samples.size()]);
    }

    /** What was looked at of a recording so far: stretches in order of time, with a hole between each and the next. */
    static Scene ofStretches(double aspect, List<List<FrameDetections>> stretches) {
        List<FrameDetections> samples = new ArrayList<>();
        List<Integer> begins = new ArrayList<>();
        for (List<FrameDetections> stretch : stretches) {
            if (!samples.isEmpty() && !stretch.isEmpty()) {
                begins.add(samples.size());
            }
            samples.addAll(stretch);
        }
        double step = of(aspect, samples).step();
        double[] unlooked = new double[samples.size()];
        for (int begin : begins) {
            double hole = (samples.get(begin).tMs() - samples.get(begin - 1).tMs()) / 1000.0 - step;
            for (int i = begin; i < unlooked.length; i++) {
                unlooked[i] += Math.max(LEAST_HOLE, hole);
            }
        }
        return of(aspect, samples, unlooked);
    }

    private static Scene of(double aspect, List<FrameDetections> samples, double[] unlooked) {
        double[] seconds = new double[samples.size()];
        List<List<Box>> frames = new ArrayList<>(samples.size());
        for (int i = 0; i < seconds.length; i++) {
            FrameDetections sample = samples.get(i);
            if (i > 0 && sample.tMs() <= samples.get(i - 1).tMs()) {
                throw new IllegalArgumentException("frames are not in order at " + sample.tMs() + " ms");
            }
            double at = sample.tMs() / 1000.0;
            seconds[i] = at;
            List<Detection> persons = sample.persons().stream().sorted(ORDER).toList();
            List<Box> boxes = new ArrayList<>(persons.size());
            for (Detection p : persons) {
                boxes.add(new Box(i, boxes.size(), at, p.centreX() * aspect, p.y(), p.w() * aspect, p.h(), p));
            }
            frames.add(boxes);
        }
        List<View> views = samples.stream().map(FrameDetections::view).toList();
        return new Scene(aspect, seconds, frames, views, unlooked);
    }

    /** How much lighter one of two frames is than the other, at least 1; 1 if nobody knows. */
    double lightRatio(int frame, int other) {
        View a = views.get(frame);
        View b = views.get(other);
        if (!a.known() || !b.known()) {
            return 1;
        }
        double ratio = a.lightness() / b.lightness();
        return Math.max(ratio, 1 / ratio);
    }

    /** From the first to the last sample and what the last one stands for, without the holes, in seconds; 0 of nothing. */
    double duration() {
        return seconds.length == 0 ? 0 : seconds[seconds.length - 1] - seconds[0] + step() - unlooked(0, size() - 1);
    }

    /** Seconds of the time between two frames in which nobody looked. */
    double unlooked(int from, int to) {
        return unlooked[to] - unlooked[from];
    }

    /** Whether there is a hole before a frame. */
    boolean afresh(int frame) {
        return frame > 0 && unlooked(frame - 1, frame) > 0;
    }

    /** All frames; one stretch, if there are frames and no holes. */
    List<Stretch> stretches() {
        List<Stretch> stretches = new ArrayList<>();
        int from = 0;
        for (int frame = 1; frame <= size(); frame++) {
            if (frame == size() || afresh(frame)) {
                stretches.add(new Stretch(from, frame));
                from = frame;
            }
        }
        return stretches;
    }

    /** Presentation time of a frame in milliseconds. */
    long tMs(int frame) {
        return Math.round(seconds[frame] * 1000);
    }

    int size() {
        return seconds.length;
    }

    /** Median time between samples in seconds; 0.2 if there are fewer than two. */
    double step() {
        if (seconds.length < 2) {
            return 0.2;
        }
        double[] steps = new double[seconds.length - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = seconds[i + 1] - seconds[i];
        }
        return Stats.quantile(steps, 0.5);
    }
}
