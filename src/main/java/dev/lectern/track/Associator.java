package dev.lectern.track;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleBiFunction;

/**
 * Turns boxes into tracklets, frame by frame: strong boxes first, then weak ones for those who were seen a moment ago (ByteTrack,
 * Zhang 2022), then whoever is still missing by the place of the last sight instead of the expected one (OC-SORT, Cao 2023).
 * What a person looks like is one more term of each of these. When all frames are done every tracklet is followed back in time from
 * its first box and from the end of every gap, because somebody who comes into sight is at first found only weakly.
 */
final class Associator {

    /** Cost of no match: boxes that touch, or nearly so. */
    private static final double LIMIT = 2;
    /** Weak boxes are often another part of the room: they must lie where the person is expected. */
    static final double WEAK_LIMIT = 0.5;

    /** Whether a weaker one is believed depends on who it may be, see {@link Track#believes}. */
    private static final double ANY_SCORE = 0;

    private static final double RECOVERY_LIMIT = 0.7;
    /** Squared distance in standard deviations that 99.9 % of true matches stay under (chi-square, two degrees of freedom). */
    private static final double GATE = 13.8;

    private static final double MOTION_WEIGHT = 1;
    /** Width and height together do not change by more than this between two sights (sum of the logarithms of their ratios). */
    private static final double SHAPE_GATE = 1.4;

    private static final double SHAPE_WEIGHT = 0.6;
    private static final double HABIT_WEIGHT = 0.5;
    /** Overlap and motion decide from one sample to the next; clothes decide where those of two persons are alike. */
    private static final double LOOKS_WEIGHT = 0.7;
    /** A match is in doubt if another one would have cost only this much more. */
    private static final double CLOSE_CALL = 0.35;

    /** A new person is not born inside a box of somebody who is followed: that is a second box for the same person. */
    private static final double DUPLICATE_IOU = 0.5;

    private final Scene scene;
    private final TrackerParameters parameters;
    private final double recent;
    private final double coast;
    private final boolean[][] taken;

    Associator(Scene scene, TrackerParameters parameters) {
        this.scene = scene;
        this.parameters = parameters;
        double step = scene.step();
        this.recent = Math.max(0.7, 2.5 * step);
        this.coast = Math.max(parameters.coastSeconds(), 2.5 * step);
        this.taken = new boolean[scene.size()][];
    }

    List<Tracklet> tracklets() {
        List<Track> finished = new ArrayList<>();
        List<Track> active = new ArrayList<>();
        for (int frame = 0; frame < scene.size(); frame++) {
            taken[frame] = new boolean[scene.frames().get(frame).size()];
            if (frame > 0) {
                advance(active, finished, frame);
            }
            associate(active, frame);
        }
        finished.addAll(active);
        finished.sort(Comparator.comparingInt((Track t) -> -t.boxes().size())
                .thenComparingInt(t -> t.boxes().get(0).frame()));
        return new Retrospect(scene, parameters, taken, recent).of(finished);
    }

    private void advance(List<Track> active, List<Track> finished, int frame) {
        double now = scene.seconds()[frame];
        double dt = now - scene.seconds()[frame - 1];
        for (Track track : active) {
            track.predict(dt);
        }
        // Whoever was last seen at a side has gone; whether it is they who come back is not for the filter to say.
        active.removeIf(track -> {
            boolean over = now - track.last().seconds() > (track.last().atSide(scene.aspect()) ? recent : coast);
            if (over) {
                finished.add(track);
            }
            return over;
        });
    }

    private void associate(List<Track> active, int frame) {
        double now = scene.seconds()[frame];
        List<Track> waiting = new ArrayList<>(active);
        double strong = parameters.strongScore();
        match(waiting, frame, strong, LIMIT, this::expectedCost);
        List<Track> seenJustNow = new ArrayList<>(waiting);
        seenJustNow.removeIf(track -> now - track.last().seconds() > recent);
        match(seenJustNow, frame, ANY_SCORE, WEAK_LIMIT, this::weakCost);
        waiting.removeIf(track -> track.last().frame() == frame);
        match(waiting, frame, strong, RECOVERY_LIMIT, (t, b) -> 1 - t.last().iouAbove(b));
        beginNew(active, frame);
    }

    /**
     * Overlap alone would let a person who stands still be taken along by somebody who passes: so what the filter is sure of
     * counts as well, and what shape the person has.
     */
    private double expectedCost(Track track, Box box) {
        Box expected = track.expected();
        double wider = Math.abs(Math.log(box.w() / expected.w()));
        double higher = Math.abs(Math.log(box.h() / expected.h()));
        double surprise = track.mahalanobis(box) / GATE;
        if (wider + higher > SHAPE_GATE || surprise > 1 && expected.iouAbove(box) < 0.3) {
            return Double.POSITIVE_INFINITY;
        }
        return 1
                - expected.downTo(box).distanceIou(box.downTo(expected))
                + MOTION_WEIGHT * Math.min(1, surprise)
                + SHAPE_WEIGHT * (wider + higher)
                + (track.contradictsHabit(box) ? HABIT_WEIGHT : 0);
    }

    private double weakCost(Track track, Box box) {
        return track.contradictsHabit(box) || !track.believes(box, parameters.weakScore())
                ? Double.POSITIVE_INFINITY
                : 1 - track.expected().iouAbove(box);
    }

    /** Clothes decide between candidates, but forbid nothing: who is half hidden looks like what hides them. */
    private static double dressed(double place, Track track, Box box, double limit) {
        double strangeness = track.looks().strangeness(Looks.of(box.source().appearance()));
        return Math.min(place + LOOKS_WEIGHT * strangeness, Math.nextDown(limit));
    }

    private void match(
            List<Track> waiting, int frame, double minimum, double limit, ToDoubleBiFunction<Track, Box> price) {
        List<Box> free = free(frame, minimum);
        if (waiting.isEmpty() || free.isEmpty()) {
            return;
        }
        double[][] cost = new double[waiting.size()][free.size()];
        for (int row = 0; row < cost.length; row++) {
            for (int column = 0; column < free.size(); column++) {
                double place = price.applyAsDouble(waiting.get(row), free.get(column));
                cost[row][column] = place >= limit ? place : dressed(place, waiting.get(row), free.get(column), limit);
            }
        }
        int[] columnOfRow = Assignment.solve(cost, limit);
        for (int row = 0; row < columnOfRow.length; row++) {
            if (columnOfRow[row] >= 0) {
                Box box = free.get(columnOfRow[row]);
                waiting.get(row).observe(box, scene.seconds());
                if (closeCall(cost, row, columnOfRow[row], limit)) {
                    waiting.get(row).doubt();
                }
                taken[frame][box.index()] = true;
            }
        }
        waiting.removeIf(track -> track.last().frame() == frame);
    }

    /** Whether another person would have done nearly as well for this box. */
    private static boolean closeCall(double[][] cost, int row, int column, double limit) {
        double enough = Math.min(limit, cost[row][column] + CLOSE_CALL);
        for (int r = 0; r < cost.length; r++) {
            if (r != row && cost[r][column] < enough) {
                return true;
            }
        }
        return false;
    }

    private List<Box> free(int frame, double minimum) {
        List<Box> boxes = scene.frames().get(frame);
        List<Box> free = new ArrayList<>();
        for (int i = 0; i < boxes.size(); i++) {
            if (!taken[frame][i] && boxes.get(i).score() >= minimum) {
                free.add(boxes.get(i));
            }
        }
        return free;
    }

    private void beginNew(List<Track> active, int frame) {
        List<Box> boxes = scene.frames().get(frame);
        for (int i = 0; i < boxes.size(); i++) {
            Box box = boxes.get(i);
            if (!taken[frame][i] && box.score() >= parameters.birthScore() && !duplicate(box, active, frame)) {
                taken[frame][i] = true;
                active.add(new Track(box, scene.aspect()));
            }
        }
    }

    private static boolean duplicate(Box box, List<Track> active, int frame) {
        for (Track track : active) {
            Box other = track.last();
            if (other.frame() == frame && other.iou(box) > DUPLICATE_IOU) {
                return true;
            }
        }
        return false;
    }
}
