package dev.lectern.detect;

import java.util.Objects;

/**
 * One person seen in one frame. The box is given in fractions of the upright picture and lies within it. Boxes and scores that
 * come from a detector are whole multiples of 1/65,535, so that they are the same before and after they were stored.
 *
 * @param x left edge, 0 to 1
 * @param y upper edge, 0 to 1
 * @param w width, above 0, x + w at most 1
 * @param h height, above 0, y + h at most 1
 * @param score confidence of the detector, 0 to 1
 * @param appearance what the person looks like
 */
public record Detection(double x, double y, double w, double h, double score, Appearance appearance) {

    /** Boxes and scores are counted in steps of 1/STEPS. */
    static final int STEPS = 65_535;

    private static final double SLACK = 1e-9;

    public Detection {
        Objects.requireNonNull(appearance);
        boolean inside = x >= 0 && y >= 0 && w > 0 && h > 0 && x + w <= 1 + SLACK && y + h <= 1 + SLACK;
        if (!inside || !(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("not a box inside the picture with a score from 0 to 1: x=" + x + " y="
                    + y + " w=" + w + " h=" + h + " score=" + score);
        }
    }

    /** A detection of which nobody knows what the person looks like. */
    public Detection(double x, double y, double w, double h, double score) {
        this(x, y, w, h, score, Appearance.UNKNOWN);
    }

    /** A detection from whole steps, each 0 to 65,535. */
    static Detection ofSteps(int x, int y, int w, int h, int score) {
        return ofSteps(x, y, w, h, score, Appearance.UNKNOWN);
    }

    /** As {@link #ofSteps(int, int, int, int, int)}, with an appearance. */
    static Detection ofSteps(int x, int y, int w, int h, int score, Appearance appearance) {
        double steps = STEPS;
        return new Detection(x / steps, y / steps, w / steps, h / steps, score / steps, appearance);
    }

    /** The same box and score of a person who looks like that. */
    Detection looking(Appearance like) {
        return new Detection(x, y, w, h, score, like);
    }

    static int steps(double fraction) {
        return (int) Math.round(fraction * STEPS);
    }

    public double centreX() {
        return x + w / 2;
    }

    public double centreY() {
        return y + h / 2;
    }
}
