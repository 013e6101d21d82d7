package dev.lectern.testing.sample;

import java.awt.Color;
import java.awt.image.BufferedImage;

/**
 * Other clothes, hair and skin for the cut-out, so that persons can be told apart.
 *
 * @param hue of the suit, 0 to 1 around the circle; the cut-out's is about 0.03
 * @param saturation factor for the suit's colour
 * @param brightness factor for the suit
 * @param complexion factor for the brightness of all else
 */
record Costume(float hue, float saturation, float brightness, float complexion) {

    static final Costume ORANGE = new Costume(.03f, 1, 1, 1);

    /** Rows of the cut-out above this are head. */
    private static final int COLLAR = 100;

    private static final float SUIT_SATURATION = .45f;
    private static final float FULL = 255;

    BufferedImage dress(BufferedImage figure) {
        BufferedImage dressed = new BufferedImage(figure.getWidth(), figure.getHeight(), BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < figure.getHeight(); y++) {
            for (int x = 0; x < figure.getWidth(); x++) {
                dressed.setRGB(x, y, changed(figure.getRGB(x, y), y));
            }
        }
        return dressed;
    }

    private int changed(int argb, int row) {
        float[] hsb = Color.RGBtoHSB(argb >> 16 & 0xff, argb >> 8 & 0xff, argb & 0xff, null);
        boolean suit = row > COLLAR && hsb[1] > SUIT_SATURATION && hsb[2] * FULL > 40;
        int rgb = suit
                ? Color.HSBtoRGB(hue, Math.min(1, hsb[1] * saturation), Math.min(1, hsb[2] * brightness))
                : Color.HSBtoRGB(hsb[0], hsb[1], Math.min(1, hsb[2] * complexion));
        return argb & 0xff000000 | rgb & 0xffffff;
    }
}
