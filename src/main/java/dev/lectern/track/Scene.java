package dev.lectern.track;

import dev.lectern.detect.Detection;
import dev.lectern.detect.FrameDetections;
import dev.lectern.detect.View;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * All detections of a recording in one unit, each frame in an order that depends on nothing but the boxes.
 *
 * @param aspect width of the picture in picture heights
 * @param seconds presentation time of every sampled frame, rising
 * @param frames the boxes of every sampled frame
 * @param views every sampled frame as a whole
 */
record Scene(double aspect, double[] seconds, List<List<Box>> frames, List<View> views) {

    /** Left edge last, so that a mirrored picture is worked on in the same order. */
    private static final Comparator<Detection> ORDER = Comparator.comparingDouble(Detection::score)
            .reversed()
            .thenComparingDouble(Detection::y)
            .thenComparingDouble(Detection::h)
            .thenComparingDouble(Detection::w)
            .thenComparingDouble(Detection::x);

    static Scene of(double aspect, List<FrameDetections> samples) {
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
        return new Scene(aspect, seconds, frames, views);
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

    /** From the first to the last sample and what the last one stands for, in seconds; 0 of nothing. */
    double duration() {
        return seconds.length == 0 ? 0 : seconds[seconds.length - 1] - seconds[0] + step();
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
