package dev.lectern.detect;

import java.util.Arrays;

/**
 * The shares of colours in a patch of a picture. Hue does not change when a light is dimmed, so pixels with enough colour count by
 * hue, all others by lightness, and those in between by both. Every pixel is spread over the bins around it, so that a slight
 * change of light changes the shares slightly. Whole numbers only: the same pixels give the same bytes on every machine.
 */
final class Palette {

    /** Parts into which a pixel is divided between hue and lightness, between neighbouring bins, and so on. */
    private static final int UNIT = 64;

    private static final int HUES = Appearance.HUES;
    private static final int GREYS = Appearance.GREYS;
    /** Steps from one of the six corners of the colour circle to the next. */
    private static final int SEXTANT = 256;

    private static final int HUE_WIDTH = 6 * SEXTANT / HUES;
    /** Saturation (of 256) below which a hue is noise of the camera, and above which it is the colour of a thing. */
    private static final int PALE = 40;

    private static final int COLOURED = 104;
    /** The same for the brightest of the three channels: hues of dark pixels are noise of the encoder. */
    private static final int DARK = 24;

    private static final int LIT = 64;
    private static final int TOTAL = 255;

    /** Root of the lightness, 0 to 255: half the light is a step of the same size everywhere, more or less. */
    private static final int[] ROOT = new int[256];

    static {
        for (int i = 0; i < ROOT.length; i++) {
            int root = 0;
            while ((root + 1) * (root + 1) <= i * 255) {
                root++;
            }
            ROOT[i] = root;
        }
    }

    private final long[] bins = new long[HUES + GREYS];

    void clear() {
        Arrays.fill(bins, 0);
    }

    void add(int blue, int green, int red) {
        int most = Math.max(red, Math.max(green, blue));
        int chroma = most - Math.min(red, Math.min(green, blue));
        int coloured = 0;
        if (chroma > 0) {
            coloured = ramp(256 * chroma / most, PALE, COLOURED) * ramp(most, DARK, LIT) / UNIT;
            addHue(hue(blue, green, red, most, chroma), coloured);
        }
        addGrey(ROOT[(29 * blue + 150 * green + 77 * red) / 256], UNIT - coloured);
    }

    /** The shares, hues before greys; they add up to 255 but for rounding. All 0 of no pixels. */
    int[] shares() {
        long[] smooth = bins.clone();
        // A white shirt in the shade is grey: what is next to each other is alike.
        for (int i = 0; i < GREYS; i++) {
            long darker = bins[HUES + Math.max(0, i - 1)];
            long lighter = bins[HUES + Math.min(GREYS - 1, i + 1)];
            smooth[HUES + i] = darker + 2 * bins[HUES + i] + lighter;
        }
        long sum = 0;
        for (int i = 0; i < smooth.length; i++) {
            smooth[i] *= i < HUES ? 4 : 1;
            sum += smooth[i];
        }
        int[] shares = new int[smooth.length];
        for (int i = 0; i < shares.length && sum > 0; i++) {
            shares[i] = (int) ((smooth[i] * TOTAL + sum / 2) / sum);
        }
        return shares;
    }

    private void addHue(int hue, int weight) {
        int bin = hue / HUE_WIDTH;
        int further = hue % HUE_WIDTH * UNIT / HUE_WIDTH;
        bins[bin] += (long) weight * (UNIT - further);
        bins[(bin + 1) % HUES] += (long) weight * further;
    }

    private void addGrey(int root, int weight) {
        int place = root * (GREYS - 1);
        int bin = Math.min(GREYS - 2, place / 255);
        int further = (place - bin * 255) * UNIT / 255;
        bins[HUES + bin] += (long) weight * (UNIT - further);
        bins[HUES + bin + 1] += (long) weight * further;
    }

    private static int ramp(int value, int from, int to) {
        return Math.max(0, Math.min(UNIT, UNIT * (value - from) / (to - from)));
    }

    /** Place on the colour circle, 0 to 1,535, red at 0. */
    private static int hue(int blue, int green, int red, int most, int chroma) {
        int hue;
        if (most == red) {
            hue = SEXTANT * (green - blue) / chroma;
        } else if (most == green) {
            hue = 2 * SEXTANT + SEXTANT * (blue - red) / chroma;
        } else {
            hue = 4 * SEXTANT + SEXTANT * (red - green) / chroma;
        }
        return Math.floorMod(hue, 6 * SEXTANT);
    }
}
