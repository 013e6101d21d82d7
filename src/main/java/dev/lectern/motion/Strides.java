package dev.lectern.motion;

import java.util.ArrayList;
import java.util.List;

/**
 * One span in equal steps of at most a tenth of a second, whatever the sampling was. The way counts in walks only; between two
 * walks somebody stands, and what counts is the straight line from the end of the one to the beginning of the other. So the
 * wobble of a box adds nothing, however long it lasts.
 */
final class Strides {

    private static final double LONGEST = 0.1;
    /** Seconds over which a speed is taken, for a decision that does not hang on single samples. */
    private static final double WINDOW = 1;

    private final Span span;
    private final double aspect;
    private final Homography floor;
    private final int n;
    private final double seconds;
    private final double[] heights;
    private final double[] metres;
    private final boolean[] moving;

    private Strides(Span span, double bodyHeight, double aspect, Homography floor) {
        this.span = span;
        this.aspect = aspect;
        this.floor = floor;
        n = (int) Math.max(1, Math.ceil(span.seconds() / LONGEST - 1e-9));
        seconds = span.seconds() / n;
        heights = new double[n];
        metres = new double[n];
        moving = new boolean[n];
        List<MovingSpells.Spell> walks = walks(bodyHeight);
        int stood = walks.isEmpty() ? 0 : walks.get(0).from();
        for (MovingSpells.Spell walk : walks) {
            MovingSpells.Spell trimmed = trimmed(walk, bodyHeight);
            straight(stood, trimmed.from());
            walk(trimmed);
            stood = trimmed.to();
        }
        if (!walks.isEmpty()) {
            straight(stood, walks.get(walks.size() - 1).to());
        }
        markUnknownFloor();
    }

    /**
     * The strides of all spans in order of time.
     *
     * @param floor null if it is not calibrated
     */
    static List<Stride> of(Spans spans, double aspect, Homography floor) {
        List<Stride> all = new ArrayList<>();
        for (Span span : spans.list()) {
            new Strides(span, spans.bodyHeight(), aspect, floor).addTo(all);
        }
        return all;
    }

    private List<MovingSpells.Spell> walks(double bodyHeight) {
        double[] x = new double[n + 1];
        double[] y = new double[n + 1];
        double[] speeds = new double[n];
        for (int i = 0; i <= n; i++) {
            x[i] = span.x().at(time(i)) / bodyHeight;
            y[i] = span.y().at(time(i)) / bodyHeight;
        }
        for (int i = 0; i < n; i++) {
            double from = Math.max(span.from(), time(i + 0.5) - WINDOW / 2);
            double to = Math.min(span.to(), time(i + 0.5) + WINDOW / 2);
            speeds[i] = distance(from, to) / bodyHeight / (to - from);
        }
        return MovingSpells.USUAL.find(speeds, seconds, x, y);
    }

    /** From the first real step to the last: a speed over a second begins half a second early, and ends late. */
    private MovingSpells.Spell trimmed(MovingSpells.Spell walk, double bodyHeight) {
        double step = MovingSpells.USUAL.low() * bodyHeight * seconds;
        int from = walk.from();
        int to = walk.to();
        while (from < to - 1 && distance(time(from), time(from + 1)) < step) {
            from++;
        }
        while (to > from + 1 && distance(time(to - 1), time(to)) < step) {
            to--;
        }
        return new MovingSpells.Spell(from, to);
    }

    private void walk(MovingSpells.Spell walk) {
        for (int i = walk.from(); i < walk.to(); i++) {
            moving[i] = true;
            heights[i] = distance(time(i), time(i + 1));
            metres[i] = onFloor(time(i), time(i + 1));
        }
    }

    private void straight(int from, int to) {
        double line = distance(time(from), time(to));
        double onFloor = onFloor(time(from), time(to));
        for (int i = from; i < to; i++) {
            heights[i] = line / (to - from);
            metres[i] = Double.isNaN(onFloor) ? 0 : onFloor / (to - from);
        }
    }

    private void markUnknownFloor() {
        for (int i = 0; i < n; i++) {
            metres[i] = Double.isNaN(onFloor(time(i), time(i + 1))) ? Double.NaN : metres[i];
        }
    }

    private void addTo(List<Stride> all) {
        for (int i = 0; i < n; i++) {
            double middle = time(i + 0.5);
            all.add(new Stride(
                    time(i),
                    seconds,
                    span.x().at(middle),
                    span.y().at(middle),
                    span.foot().at(middle),
                    heights[i],
                    metres[i],
                    moving[i]));
        }
    }

    private double time(double stride) {
        return span.from() + stride * seconds;
    }

    private double distance(double from, double to) {
        return Math.hypot(
                span.x().at(to) - span.x().at(from), span.y().at(to) - span.y().at(from));
    }

    /** NaN if the floor is not known at one of the two times. */
    private double onFloor(double from, double to) {
        Homography.Place start = place(from);
        Homography.Place end = place(to);
        return start == null || end == null ? Double.NaN : start.distance(end);
    }

    private Homography.Place place(double time) {
        return floor == null
                ? null
                : floor.place(span.x().at(time) / aspect + 0.5, span.foot().at(time));
    }
}
