package dev.lectern.track;

import dev.lectern.detect.View;
import java.util.ArrayList;
import java.util.List;

/** Sees in the pictures as a whole when the lights were off and when the camera was moved. */
final class ViewWatch {

    /** It is dark below this share of the usual lightness, or below this lightness (of 255). */
    private static final double DARK_SHARE = 0.45;

    private static final double BLACK = 14;
    private static final double DARK_SECONDS = 2;
    /** What is compared lies as far before and after; who walks through is somewhere else meanwhile. */
    private static final double REACH_SECONDS = 3;

    /** Means over seconds differ for about as long around a change that stays. */
    private static final double MOVED_SECONDS = 1;

    private static final int REACH_FRAMES = 5;
    /** A part of the picture is another one if it changed by this share of the picture's lightness. */
    private static final double CHANGE = 0.1;
    /** The camera was moved if as many parts are others; a slide, or somebody large, fills a third. */
    private static final double CHANGED_PARTS = 0.45;

    private final Scene scene;
    private final double usual;

    ViewWatch(Scene scene) {
        this.scene = scene;
        this.usual = Stats.quantile(
                scene.views().stream()
                        .filter(View::known)
                        .mapToDouble(View::lightness)
                        .toArray(),
                0.5);
    }

    /** In no order. */
    List<Attention> attention() {
        List<Attention> found = new ArrayList<>();
        for (Span dark : runs(this::dark)) {
            if (dark.toMs() - dark.fromMs() >= DARK_SECONDS * 1000) {
                found.add(
                        new Attention(dark, Attention.Kind.DARK, "Much darker than usual: people are seen less well."));
            }
        }
        for (Span moved : runs(this::moved)) {
            if (moved.toMs() - moved.fromMs() >= MOVED_SECONDS * 1000) {
                found.add(new Attention(
                        moved,
                        Attention.Kind.CAMERA,
                        "The camera was moved, or the picture changed: places before and after are not the same."));
            }
        }
        return found;
    }

    private boolean dark(int frame) {
        View view = scene.views().get(frame);
        return view.known() && (view.lightness() < DARK_SHARE * usual || view.lightness() < BLACK);
    }

    private boolean moved(int frame) {
        double now = scene.seconds()[frame];
        double[] before = mean(frame - 1, -1, now);
        double[] after = mean(frame, 1, now);
        if (before == null || after == null) {
            return false;
        }
        double[] ratios = new double[View.CELLS];
        double level = 0;
        for (int i = 0; i < View.CELLS; i++) {
            ratios[i] = after[i] / before[i];
            level += after[i] / View.CELLS;
        }
        // Lights that are dimmed change all parts by the same factor; somebody in black who comes near changes few.
        double light = Stats.quantile(ratios, 0.5);
        int changed = 0;
        for (int i = 0; i < View.CELLS; i++) {
            changed += Math.abs(after[i] - light * before[i]) > CHANGE * level ? 1 : 0;
        }
        return changed >= CHANGED_PARTS * View.CELLS;
    }

    /** Mean view of the frames on one side; null if it is dark there or there are too few. */
    private double[] mean(int from, int direction, double now) {
        double[] sums = new double[View.CELLS];
        int count = 0;
        for (int frame = from;
                frame >= 0 && frame < scene.size() && Math.abs(scene.seconds()[frame] - now) <= REACH_SECONDS;
                frame += direction) {
            View view = scene.views().get(frame);
            if (!view.known() || dark(frame)) {
                return null;
            }
            for (int i = 0; i < sums.length; i++) {
                sums[i] += view.lightness(i % View.COLUMNS, i / View.COLUMNS);
            }
            count++;
        }
        if (count < REACH_FRAMES) {
            return null;
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= count;
        }
        return sums;
    }

    private interface Condition {
        boolean holds(int frame);
    }

    private List<Span> runs(Condition condition) {
        List<Span> runs = new ArrayList<>();
        int start = -1;
        for (int frame = 0; frame <= scene.size(); frame++) {
            boolean holds = frame < scene.size() && condition.holds(frame);
            if (start >= 0 && (!holds || scene.afresh(frame))) {
                runs.add(new Span(scene.tMs(start), scene.tMs(frame - 1)));
                start = -1;
            }
            if (holds && start < 0) {
                start = frame;
            }
        }
        return runs;
    }
}
