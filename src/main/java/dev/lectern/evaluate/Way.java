package dev.lectern.evaluate;

import dev.lectern.track.TrackedSample;
import java.util.List;

/**
 * Lengths of ways, in widths and heights of the picture as in payload v1; across a gap the way is straight. Looking once a second
 * leaves the swing of arms and steps out, which is part of a box but not of a walk. Truth is looked at at the times of the samples, so
 * that both ways are measured with one yardstick.
 */
final class Way {

    private static final long SECOND_MS = 1000;

    private final boolean secondly;
    private double length;
    private double lastX;
    private double lastY;
    private boolean begun;
    private long lastSecond = -1;

    private Way(boolean secondly) {
        this.secondly = secondly;
    }

    static double ofPoints(List<TrackedSample> samples, boolean secondly) {
        Way way = new Way(secondly);
        for (TrackedSample sample : samples) {
            if (way.looksAt(sample.tMs()) && sample.valid()) {
                way.go(sample.cx(), sample.cy());
            }
        }
        return way.length;
    }

    static double ofTruth(Truth truth, List<TrackedSample> samples, boolean secondly) {
        Way way = new Way(secondly);
        for (TrackedSample sample : samples) {
            Region real = truth.at(sample.tMs()).instructor();
            if (way.looksAt(sample.tMs()) && real != null) {
                way.go(real.centreX(), real.centreY());
            }
        }
        return way.length;
    }

    /** The first sample of every second, if only those are asked for. */
    private boolean looksAt(long tMs) {
        boolean first = tMs / SECOND_MS != lastSecond;
        lastSecond = tMs / SECOND_MS;
        return first || !secondly;
    }

    private void go(double x, double y) {
        length += begun ? Math.hypot(x - lastX, y - lastY) : 0;
        lastX = x;
        lastY = y;
        begun = true;
    }
}
