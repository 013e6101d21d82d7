package dev.lectern.evaluate;

import java.util.Arrays;

/**
 * How much of everybody's presence is under one identity (Ristani 2016): each true person is given at most one track and each track
 * at most one person, so that the frames in which both are there with an IoU of at least 0.5 are most. Those are true positives; what
 * is left of the truth is missed, what is left of the tracks is wrong.
 *
 * @param f1 2 TP / (2 TP + FP + FN), 0 to 1
 * @param precision TP / (TP + FP)
 * @param recall TP / (TP + FN)
 */
record Idf1(double f1, double precision, double recall) {

    private static final double LEAST_IOU = 0.5;

    static Idf1 of(Sequence sequence) {
        double[][] together = new double[sequence.truths()][sequence.tracks()];
        for (Sequence.Frame frame : sequence.frames()) {
            double[][] similarity = frame.similarity();
            for (int i = 0; i < similarity.length; i++) {
                for (int j = 0; j < similarity[i].length; j++) {
                    if (similarity[i][j] >= LEAST_IOU) {
                        together[frame.truth().get(i).id()][frame.found().get(j).id()]++;
                    }
                }
            }
        }
        int[] trackOf = Pairing.best(together);
        double hits = 0;
        for (int i = 0; i < trackOf.length; i++) {
            hits += trackOf[i] < 0 ? 0 : together[i][trackOf[i]];
        }
        int truth = Arrays.stream(sequence.truthCounts()).sum();
        int found = Arrays.stream(sequence.trackCounts()).sum();
        return new Idf1(2 * hits / Math.max(1, truth + found), hits / Math.max(1, found), hits / Math.max(1, truth));
    }
}
