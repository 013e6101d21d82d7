package dev.lectern.evaluate;

import java.util.List;

/**
 * Higher order tracking accuracy (Luiten 2021), as the reference program TrackEval computes it: means over the localisation
 * thresholds 0.05, 0.10 … 0.95. In each frame truth and tracks are paired once, for all thresholds, so that the sum of IoU × how well
 * the two identities agree over the whole recording is greatest; at a threshold a pair counts if its IoU reaches it.
 *
 * @param hota mean of the geometric means of detection and association accuracy, 0 to 1
 * @param detection mean of TP / (TP + FN + FP)
 * @param association mean, over the true positives, of matches of the two identities / frames with either of them
 */
record Hota(double hota, double detection, double association) {

    private static final int THRESHOLDS = 19;
    private static final double STEP = 0.05;
    private static final double EPSILON = Math.ulp(1.0);

    static Hota of(Sequence sequence) {
        int[] truths = sequence.truthCounts();
        int[] tracks = sequence.trackCounts();
        double[][] alignment = alignment(sequence, truths, tracks);
        int[][][] matches = new int[THRESHOLDS][truths.length][tracks.length];
        for (Sequence.Frame frame : sequence.frames()) {
            count(frame, alignment, matches);
        }
        double hota = 0;
        double detection = 0;
        double association = 0;
        for (int[][] matched : matches) {
            long hits = 0;
            double agreement = 0;
            for (int i = 0; i < truths.length; i++) {
                for (int j = 0; j < tracks.length; j++) {
                    long both = matched[i][j];
                    hits += both;
                    agreement += both == 0 ? 0 : (double) both * both / (truths[i] + tracks[j] - both);
                }
            }
            double det = hits / Math.max(1.0, sum(truths) + sum(tracks) - hits);
            double ass = agreement / Math.max(1.0, hits);
            hota += Math.sqrt(det * ass);
            detection += det;
            association += ass;
        }
        return new Hota(hota / THRESHOLDS, detection / THRESHOLDS, association / THRESHOLDS);
    }

    /** How well two identities agree over the recording: a Jaccard index in which a frame with rivals counts less. */
    private static double[][] alignment(Sequence sequence, int[] truths, int[] tracks) {
        double[][] alignment = new double[truths.length][tracks.length];
        for (Sequence.Frame frame : sequence.frames()) {
            double[][] similarity = frame.similarity();
            double[] ofRow = new double[frame.truth().size()];
            double[] ofColumn = new double[frame.found().size()];
            for (int i = 0; i < ofRow.length; i++) {
                for (int j = 0; j < ofColumn.length; j++) {
                    ofRow[i] += similarity[i][j];
                    ofColumn[j] += similarity[i][j];
                }
            }
            for (int i = 0; i < ofRow.length; i++) {
                for (int j = 0; j < ofColumn.length; j++) {
                    double either = ofRow[i] + ofColumn[j] - similarity[i][j];
                    if (either > EPSILON) {
                        alignment[id(frame.truth(), i)][id(frame.found(), j)] += similarity[i][j] / either;
                    }
                }
            }
        }
        for (int i = 0; i < truths.length; i++) {
            for (int j = 0; j < tracks.length; j++) {
                double both = alignment[i][j];
                alignment[i][j] = both == 0 ? 0 : both / (truths[i] + tracks[j] - both);
            }
        }
        return alignment;
    }

    private static void count(Sequence.Frame frame, double[][] alignment, int[][][] matches) {
        double[][] similarity = frame.similarity();
        double[][] worth = frame.similarity();
        for (int i = 0; i < worth.length; i++) {
            for (int j = 0; j < worth[i].length; j++) {
                worth[i][j] *= alignment[id(frame.truth(), i)][id(frame.found(), j)];
            }
        }
        int[] columnOf = Pairing.best(worth);
        for (int i = 0; i < columnOf.length; i++) {
            for (int a = 0; columnOf[i] >= 0 && a < THRESHOLDS; a++) {
                if (similarity[i][columnOf[i]] >= STEP * (a + 1) - EPSILON) {
                    matches[a][id(frame.truth(), i)][id(frame.found(), columnOf[i])]++;
                }
            }
        }
    }

    private static int id(List<Sequence.Seen> persons, int index) {
        return persons.get(index).id();
    }

    private static long sum(int[] counts) {
        long sum = 0;
        for (int count : counts) {
            sum += count;
        }
        return sum;
    }
}
