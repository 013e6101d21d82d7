package dev.lectern.media;

import dev.lectern.job.Inspection;

/**
 * Size and rate of a video that Lectern makes.
 *
 * @param width in pixels, even, at least 16
 * @param height in pixels, even, at least 16
 * @param fps pictures per second, above 0 and at most 60
 */
public record VideoShape(int width, int height, double fps) {

    private static final int LEAST_SIDE = 16;
    private static final double MOST_FPS = 60;

    public VideoShape {
        if (width < LEAST_SIDE || height < LEAST_SIDE || width % 2 != 0 || height % 2 != 0) {
            throw new IllegalArgumentException("a video of " + width + "x" + height);
        }
        if (!(fps > 0 && fps <= MOST_FPS)) {
            throw new IllegalArgumentException("a video of " + fps + " pictures a second");
        }
    }

    /**
     * The shape of a recording, made smaller if it is large, at 10 to 30 pictures a second: something drawn on a recording of few
     * pictures is to move all the same, and of more than 30 every second or fourth is enough.
     *
     * @param longSide the most pixels of the longer side, at least 16
     */
    public static VideoShape of(Inspection inspection, int longSide) {
        double shrink = Math.min(1, (double) longSide / Math.max(inspection.width(), inspection.height()));
        double fps = inspection.fps();
        while (fps > 30.5) {
            fps /= 2;
        }
        return new VideoShape(
                even(inspection.width() * shrink), even(inspection.height() * shrink), Math.max(10, rounded(fps)));
    }

    /** Bytes of a picture in packed BGR. */
    public int frameBytes() {
        return Math.multiplyExact(Math.multiplyExact(width, height), 3);
    }

    /** The rate as ffmpeg reads it. */
    String rate() {
        return Cells.number(fps);
    }

    /** The usual rates of television are fractions of 1001; everything else is near enough with three decimals. */
    private static double rounded(double fps) {
        return Math.round(fps * 1000) / 1000.0;
    }

    private static int even(double size) {
        return Math.max(LEAST_SIDE, (int) Math.round(size / 2) * 2);
    }
}
