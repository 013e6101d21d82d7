package dev.lectern.detect;

/** The layouts of detection models that are understood. In all of them, class 0 is the person. */
public enum ModelFamily {

    /**
     * NanoDet: per stride class scores [1, cells, 80], already sigmoid, and four distributions over distances [1, cells, 44].
     * Its threshold was measured for 640 x 384, as the score with the best F1 for persons.
     */
    NANODET(0.38, true, 0) {
        @Override
        PixelScale pixels() {
            return new PixelScale(
                    false, new float[] {103.53f, 116.28f, 123.675f}, new float[] {57.375f, 57.12f, 58.395f});
        }

        @Override
        Decoder decoder(InputSize input) {
            return new NanodetDecoder(input);
        }
    },

    /** YOLOX as its own export writes it, undecoded: [1, cells, 5 + classes]. Its threshold is a customary one, not measured. */
    YOLOX(0.4, false, 114) {
        @Override
        PixelScale pixels() {
            return new PixelScale(false, new float[] {0, 0, 0}, new float[] {1, 1, 1});
        }

        @Override
        Decoder decoder(InputSize input) {
            return new YoloxDecoder(input);
        }
    },

    /**
     * Ultralytics exports, v8 and later: [1, 4 + classes, candidates], or [1, 300, 6] where the model itself picks the best. Its
     * threshold is a customary one, not measured.
     */
    ULTRALYTICS(0.4, true, 114) {
        @Override
        PixelScale pixels() {
            return new PixelScale(true, new float[] {0, 0, 0}, new float[] {255, 255, 255});
        }

        @Override
        Decoder decoder(InputSize input) {
            return new UltralyticsDecoder();
        }
    };

    private final double strongScore;
    private final boolean centred;
    private final int filling;

    ModelFamily(double strongScore, boolean centred, int filling) {
        this.strongScore = strongScore;
        this.centred = centred;
        this.filling = filling;
    }

    /** Score from which on a detection of this family is more likely a person than not. */
    double strongScore() {
        return strongScore;
    }

    /** Whether the picture lies in the middle of the input, or in its upper left corner. */
    boolean centred() {
        return centred;
    }

    /** The grey, 0 to 255, around the picture. */
    int filling() {
        return filling;
    }

    abstract PixelScale pixels();

    abstract Decoder decoder(InputSize input);
}
