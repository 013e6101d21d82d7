package dev.lectern.detect;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;

/** Whether the same model says the same on other hardware: a picture to ask about, and how far two answers are apart. */
final class Comparison {

    /** Half the precision of a float moves answers by a few thousandths, a broken driver by a whole. */
    private static final double MOST = 0.05;

    private Comparison() {}

    /** Fills a picture with edges, slopes and colours of several sizes; always the same ones. */
    static void draw(ByteBuffer bgr24, int width) {
        for (int at = 0; at < bgr24.capacity(); at++) {
            int x = at / 3 % width;
            int y = at / 3 / width;
            int colour = at % 3;
            int wide = (x / 40 + y / 56 + colour) % 3 * 70;
            int narrow = (x / 7 + y / (9 + colour)) % 2 * 60;
            bgr24.put(at, (byte) (wide + narrow + (x + 2 * y) % 50));
        }
    }

    /**
     * Compares answers.
     *
     * @param ours the values of each output of the model
     * @param theirs likewise
     * @return how they differ, without a full stop; empty if they are close
     */
    static String doubt(List<float[]> ours, List<float[]> theirs) {
        if (ours.size() != theirs.size()) {
            return "it gives other outputs than the processor";
        }
        for (int k = 0; k < ours.size(); k++) {
            double apart = apart(ours.get(k), theirs.get(k));
            if (Double.isNaN(apart)) {
                return "it answers with what is no number";
            }
            if (apart > MOST) {
                return String.format(
                        Locale.ROOT, "its answers are %.0f %% away from the processor's", 100 * Math.min(apart, 10));
            }
        }
        return "";
    }

    /** The length of the difference of two vectors, as a share of the length of the first. */
    private static double apart(float[] ours, float[] theirs) {
        if (ours.length != theirs.length) {
            return Double.POSITIVE_INFINITY;
        }
        double difference = 0;
        double length = 0;
        for (int i = 0; i < ours.length; i++) {
            double one = (double) ours[i] - theirs[i];
            difference += one * one;
            length += (double) ours[i] * ours[i];
        }
        return difference == 0 ? 0 : Math.sqrt(difference / length);
    }
}
