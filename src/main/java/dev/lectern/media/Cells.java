package dev.lectern.media;

import dev.lectern.job.Segment;
import java.math.BigDecimal;

/**
 * The sampling grid: cell k holds the presentation times [k/fps, (k+1)/fps) and the first picture of every cell is looked at. The
 * same arithmetic (double, with the same small allowance for a time just below a border) is done here and in ffmpeg's filter.
 */
final class Cells {

    private static final double ALLOWANCE = 1e-6;

    private Cells() {}

    /** The cell of a time. */
    static long of(double seconds, double fps) {
        return (long) Math.floor(seconds * fps + ALLOWANCE);
    }

    /** A filter that lets the first picture of each of the segment's cells pass, and none before or after. */
    static String filter(Segment segment) {
        String cell = "floor(t*" + number(segment.sampleFps()) + "+1e-6)";
        String before = cell.replace("(t*", "(prev_selected_t*");
        StringBuilder filter = new StringBuilder();
        if (!segment.open()) {
            // Ends the reading; select alone would go on decoding to the end of the file.
            filter.append("trim=end=")
                    .append(number(segment.endSeconds() + 0.2))
                    .append(',');
        }
        filter.append("select='gte(").append(cell).append(',').append(segment.firstCell());
        if (!segment.open()) {
            filter.append(")*lt(").append(cell).append(',').append(segment.endCell());
        }
        filter.append(")*(isnan(prev_selected_t)+gt(").append(cell).append(',').append(before);
        return filter.append("))'").toString();
    }

    /** A number as ffmpeg reads it, whatever the locale, without exponent. */
    static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
