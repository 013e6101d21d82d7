package dev.lectern.track;

import java.math.BigDecimal;

/** Numbers as they go over the wire: few decimals, never -0.0, never an exponent, the same text on every Java. */
final class Rounded {

    /** Decimals of a coordinate: a fiftieth of a pixel in the widest film. */
    static final int COORDINATE = 5;

    private Rounded() {}

    /** A coordinate as it is written, so that metrics can be computed again from the written points. */
    static double coordinate(double value) {
        return Math.round(value * 1e5) / 1e5;
    }

    /**
     * A number with at most the given decimals and at least one.
     *
     * @throws ArithmeticException if the value is not a finite number
     */
    static String text(double value, int decimals) {
        if (!Double.isFinite(value)) {
            throw new ArithmeticException("cannot write " + value);
        }
        BigDecimal number = BigDecimal.valueOf(Math.round(value * Math.pow(10, decimals)), decimals)
                .stripTrailingZeros();
        return (number.scale() < 1 ? number.setScale(1) : number).toPlainString();
    }
}
