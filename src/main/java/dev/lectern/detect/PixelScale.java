package dev.lectern.detect;

/** Turns bytes of pixels into what a family of models was trained on: (value - mean) / deviation for each channel. */
final class PixelScale {

    private static final int CHANNELS = 3;
    private static final int VALUES = 256;

    private final boolean rgb;
    private final float[][] table = new float[CHANNELS][VALUES];

    /**
     * @param rgb whether red is the model's first plane; otherwise blue
     * @param mean per plane of the model
     * @param deviation per plane of the model
     */
    PixelScale(boolean rgb, float[] mean, float[] deviation) {
        this.rgb = rgb;
        for (int plane = 0; plane < CHANNELS; plane++) {
            for (int value = 0; value < VALUES; value++) {
                table[plane][value] = (value - mean[plane]) / deviation[plane];
            }
        }
    }

    /** For each of the 256 values of a byte what the model gets. */
    float[] table(int plane) {
        return table[plane];
    }

    /** Where the bytes of a plane lie within a pixel of BGR. */
    int offsetInBgr(int plane) {
        return rgb ? CHANNELS - 1 - plane : plane;
    }
}
