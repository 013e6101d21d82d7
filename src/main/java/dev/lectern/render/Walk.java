package dev.lectern.render;

import dev.lectern.track.Quality;
import java.util.ArrayList;
import java.util.List;

/** A result, asked what of it is to be seen at a moment. Pure; immutable. */
public final class Walk {

    /** How long the trail remembers. */
    static final long TRAIL_MS = 6_000;

    private static final int SMOOTH = 5;

    private final List<Sample> samples;

    Walk(List<Sample> samples) {
        this.samples = List.copyOf(samples);
    }

    /**
     * Reads a result.
     *
     * @param gzippedDocument the document that the service answers with, compressed with gzip
     * @throws java.io.UncheckedIOException if it is none
     */
    public static Walk read(byte[] gzippedDocument) {
        return new Walk(ResultReader.read(gzippedDocument));
    }

    List<Sample> samples() {
        return samples;
    }

    /**
     * What is to be seen. Between two samples where the place is known it is on the line between them; beside a lost one it stays, and
     * is gone half-way. A box counts as seen where the nearer sample was.
     *
     * @param tMs presentation time
     */
    Moment at(long tMs) {
        int last = lastUpTo(tMs);
        Sample nearest = nearest(last, tMs);
        Outline box = nearest == null ? null : box(last, tMs, nearest);
        return new Moment(box, nearest != null && nearest.quality() == Quality.MEASURED, trail(last, tMs, box));
    }

    private Outline box(int last, long tMs, Sample nearest) {
        if (last >= 0 && last + 1 < samples.size()) {
            Sample before = samples.get(last);
            Sample after = samples.get(last + 1);
            if (before.known() && after.known()) {
                double part = (double) (tMs - before.tMs()) / (after.tMs() - before.tMs());
                return before.box().towards(after.box(), part);
            }
        }
        return nearest.box();
    }

    /** The sample that speaks for a time: the nearer of the two around it; null if that one is lost or too far away. */
    private Sample nearest(int last, long tMs) {
        Sample before = last < 0 ? null : samples.get(last);
        Sample after = last + 1 < samples.size() ? samples.get(last + 1) : null;
        Sample nearest = before == null || after != null && after.tMs() - tMs < tMs - before.tMs() ? after : before;
        if (nearest == null || !nearest.known()) {
            return null;
        }
        boolean outside = before == null || after == null;
        return outside && Math.abs(nearest.tMs() - tMs) > interval() ? null : nearest;
    }

    /** Milliseconds from one sample to the next on average. */
    private double interval() {
        int steps = samples.size() - 1;
        return steps < 1
                ? 0
                : (double) (samples.get(steps).tMs() - samples.get(0).tMs()) / steps;
    }

    private List<Moment.Step> trail(int last, long tMs, Outline box) {
        int first = last;
        while (first > 0 && samples.get(first - 1).tMs() > tMs - TRAIL_MS) {
            first--;
        }
        List<Moment.Step> trail = new ArrayList<>();
        boolean joined = false;
        for (int i = Math.max(0, first); i <= last; i++) {
            Sample sample = samples.get(i);
            double strength = 1 - (double) (tMs - sample.tMs()) / TRAIL_MS;
            if (sample.known() && strength > 0) {
                trail.add(smooth(i, strength, joined));
            }
            joined = sample.known();
        }
        if (box != null) {
            trail.add(new Moment.Step(box.cx(), box.cy(), 1, joined && !trail.isEmpty()));
        }
        return trail;
    }

    /** A box trembles, also around someone who stands still; the trail need not: the mean of about a second, nearer ones count more. */
    private Moment.Step smooth(int at, double strength, boolean joined) {
        double x = 0;
        double y = 0;
        double weights = 0;
        for (int side : new int[] {-1, 1}) {
            // The sample itself counts once.
            for (int k = side > 0 ? 1 : 0; k < SMOOTH; k++) {
                int i = at + side * k;
                if (i < 0 || i >= samples.size() || !samples.get(i).known()) {
                    break;
                }
                double weight = SMOOTH - k;
                x += weight * samples.get(i).box().cx();
                y += weight * samples.get(i).box().cy();
                weights += weight;
            }
        }
        return new Moment.Step(x / weights, y / weights, strength, joined);
    }

    /** Index of the last sample up to a time; -1 before the first. */
    private int lastUpTo(long tMs) {
        int low = 0;
        int high = samples.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (samples.get(middle).tMs() <= tMs) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }
}
