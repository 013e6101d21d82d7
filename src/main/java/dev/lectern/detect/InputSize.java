package dev.lectern.detect;

/**
 * Size in pixels of what a model looks at.
 *
 * @param width at least 1
 * @param height at least 1
 */
public record InputSize(int width, int height) {

    /** What 16:9 recordings get, 640 x 384, decides how many pixels any recording gets. */
    private static final int BUDGET = 640 * 384;

    /** What is looked at of a part of a picture: a quarter of that. */
    static final InputSize PART = new InputSize(320, 192);

    /** The largest stride of the networks: sides are multiples of it. */
    private static final int STRIDE = 32;

    private static final int LONGEST = 1280;

    public InputSize {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("an input of " + width + " x " + height);
        }
    }

    /**
     * The size in which a picture of this shape appears largest, among those with no more pixels than 640 x 384: what a frame
     * costs hardly depends on the recording's shape.
     */
    static InputSize forPicture(int pictureWidth, int pictureHeight) {
        InputSize best = null;
        double bestScale = 0;
        for (int width = STRIDE; width <= LONGEST; width += STRIDE) {
            for (int height = STRIDE; height <= LONGEST && width * height <= BUDGET; height += STRIDE) {
                double scale = Math.min((double) width / pictureWidth, (double) height / pictureHeight);
                boolean fewerPixels = best != null && width * height < best.width * best.height;
                if (best == null || scale > bestScale || scale == bestScale && fewerPixels) {
                    best = new InputSize(width, height);
                    bestScale = scale;
                }
            }
        }
        return best;
    }
}
