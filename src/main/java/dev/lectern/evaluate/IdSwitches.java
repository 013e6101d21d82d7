package dev.lectern.evaluate;

import java.util.Arrays;

/**
 * Identity switches as CLEAR MOT counts them (Bernardin 2008, in TrackEval's form): truth and tracks are paired frame by frame where
 * their IoU is at least 0.5, keeping the pairs of the frame before; a person who is paired with another track than at the last time it was
 * paired at all has switched.
 */
final class IdSwitches {

    private static final double LEAST_IOU = 0.5;
    /** What a pair that continues is worth: more than any overlaps together. */
    private static final double CONTINUED = 1000;

    private static final double EPSILON = Math.ulp(1.0);

    private IdSwitches() {}

    /** How often each true person switched, by identity. */
    static int[] of(Sequence sequence) {
        int[] switches = new int[sequence.truths()];
        int[] everBefore = unknown(sequence.truths());
        int[] frameBefore = unknown(sequence.truths());
        for (Sequence.Frame frame : sequence.frames()) {
            if (frame.truth().isEmpty()) {
                continue;
            }
            double[][] worth = frame.similarity();
            for (int i = 0; i < worth.length; i++) {
                int last = frameBefore[frame.truth().get(i).id()];
                for (int j = 0; j < worth[i].length; j++) {
                    boolean continues = frame.found().get(j).id() == last;
                    worth[i][j] = worth[i][j] < LEAST_IOU - EPSILON ? 0 : worth[i][j] + (continues ? CONTINUED : 0);
                }
            }
            int[] columnOf = Pairing.best(worth);
            frameBefore = unknown(sequence.truths());
            for (int i = 0; i < columnOf.length; i++) {
                if (columnOf[i] >= 0) {
                    int truth = frame.truth().get(i).id();
                    int track = frame.found().get(columnOf[i]).id();
                    switches[truth] += everBefore[truth] >= 0 && everBefore[truth] != track ? 1 : 0;
                    everBefore[truth] = track;
                    frameBefore[truth] = track;
                }
            }
        }
        return switches;
    }

    private static int[] unknown(int count) {
        int[] ids = new int[count];
        Arrays.fill(ids, -1);
        return ids;
    }
}
