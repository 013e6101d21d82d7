package dev.lectern.render;

/**
 * From cool to warm: violet, magenta, orange, yellow, getting lighter all the way, so that it reads the same without seeing red and
 * green apart and in grey. What is cool is transparent.
 */
final class HeatColours {

    private static final int[][] STOPS = {{70, 30, 160}, {160, 40, 160}, {225, 80, 100}, {250, 150, 60}, {250, 230, 90}
    };
    private static final double MOST_OPAQUE = 0.58;
    private static final int SHADES = 512;
    private static final int[] ARGB = new int[SHADES + 1];

    static {
        for (int i = 0; i <= SHADES; i++) {
            ARGB[i] = shade((double) i / SHADES);
        }
    }

    private HeatColours() {}

    /**
     * The colour of a warmth.
     *
     * @param warmth 0 to 1; more counts as 1
     * @return ARGB, not premultiplied
     */
    static int of(double warmth) {
        return ARGB[(int) Math.round(Math.max(0, Math.min(1, warmth)) * SHADES)];
    }

    private static int shade(double warmth) {
        // A lecture has one place of hours and many of minutes: the root lets both be seen.
        double v = Math.sqrt(warmth);
        double rise = Math.min(1, v / 0.5);
        int alpha = (int) Math.round(255 * MOST_OPAQUE * rise * rise * (3 - 2 * rise));
        double at = v * (STOPS.length - 1);
        int low = Math.min(STOPS.length - 2, (int) at);
        int argb = alpha << 24;
        for (int c = 0; c < 3; c++) {
            double value = STOPS[low][c] + (STOPS[low + 1][c] - STOPS[low][c]) * (at - low);
            argb |= (int) Math.round(value) << (16 - 8 * c);
        }
        return argb;
    }
}
