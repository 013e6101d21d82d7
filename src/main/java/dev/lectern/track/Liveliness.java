package dev.lectern.track;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Whether somebody lives, or is a picture on a wall or a slide. People shift, lean and point within ten seconds; of a picture, the noise of
 * the camera moves box and colours a little from one sample to the next, but never for long. So what counts is what is still there in
 * medians and means over two seconds.
 */
final class Liveliness {

    private static final double STRETCH_SECONDS = 10;
    private static final double WINDOW_SECONDS = 2;
    private static final int WINDOW_BOXES = 2;
    private static final int LEAST_WINDOWS = 4;
    /**
     * An edge whose medians stay within as many sizes does not move. Those of pictures stay within 0.007 in the noise of a camera; of
     * people who gesture behind a desk they move by 0.03 and more.
     */
    private static final double STILL = 0.015;
    /**
     * Colours change by this (median distance of two windows, see {@link Looks}) when people turn. Pictures in noise stay below 0.001,
     * people who stand and look at a table are about there, people who teach mostly above 0.002.
     */
    private static final double STIR = 0.0015;

    private Liveliness() {}

    /** Share of the stretches of ten seconds in which somebody moves, 0 to 1; 1 if nobody was followed for so long. */
    static double of(Person person) {
        int stretches = 0;
        int moved = 0;
        for (Tracklet tracklet : person.tracklets()) {
            int from = 0;
            List<Box> boxes = tracklet.boxes();
            for (int i = 0; i < boxes.size(); i++) {
                if (boxes.get(i).seconds() - boxes.get(from).seconds() >= STRETCH_SECONDS) {
                    List<List<Box>> windows = windows(boxes.subList(from, i + 1));
                    if (windows.size() >= LEAST_WINDOWS) {
                        stretches++;
                        moved += moves(windows) ? 1 : 0;
                    }
                    from = i + 1;
                }
            }
        }
        return stretches == 0 ? 1 : (double) moved / stretches;
    }

    private static List<List<Box>> windows(List<Box> stretch) {
        List<List<Box>> windows = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= stretch.size(); i++) {
            if (i == stretch.size()
                    || stretch.get(i).seconds() - stretch.get(from).seconds() >= WINDOW_SECONDS) {
                if (i - from >= WINDOW_BOXES) {
                    windows.add(stretch.subList(from, i));
                }
                from = i;
            }
        }
        return windows;
    }

    private static boolean moves(List<List<Box>> windows) {
        double size = Stats.median(
                windows.stream().flatMap(List::stream).mapToDouble(Box::size).toArray());
        double range =
                Math.max(range(windows, Box::top), Math.max(range(windows, Box::left), range(windows, Box::right)));
        return range > STILL * size || stirs(windows);
    }

    /** Without the first and the last in order: somebody who walks past in front moves an edge of everybody's box. */
    private static double range(List<List<Box>> windows, ToDoubleFunction<Box> edge) {
        double[] medians = windows.stream()
                .mapToDouble(w -> Stats.median(w.stream().mapToDouble(edge).toArray()))
                .toArray();
        Arrays.sort(medians);
        return medians[medians.length - 2] - medians[1];
    }

    private static boolean stirs(List<List<Box>> windows) {
        List<Looks> looks = windows.stream().map(Liveliness::looks).toList();
        List<Double> distances = new ArrayList<>();
        for (int i = 0; i < looks.size(); i++) {
            for (int j = i + 1; j < looks.size(); j++) {
                distances.add(looks.get(i).distance(looks.get(j)));
            }
        }
        // Not a number if looks are not known, and then not above anything.
        return Stats.median(distances.stream().mapToDouble(d -> d).toArray()) > STIR;
    }

    private static Looks looks(List<Box> window) {
        Looks looks = new Looks();
        window.forEach(box -> looks.add(box.source().appearance()));
        return looks;
    }
}
