package dev.lectern.detect.convert;

/**
 * The weights of a convolution as signed bytes, with a scale for each channel that comes out.
 *
 * @param scales what a byte of 1 stands for, by channel
 * @param bytes in the order of the weights
 */
record ByteKernel(float[] scales, byte[] bytes) {

    /**
     * Weights have 7 bits. With 8, two products of a weight and an activation do not always fit into the 16 bits in which
     * processors without VNNI add them, and a result would depend on the processor.
     */
    static final int LARGEST = 64;

    /** Scales that are tried: down to half of what the largest weight needs. */
    private static final int TRIES = 40;

    private static final float SMALLEST_TRIED = 0.5f;

    /** Of weights in the order out, in, height, width; for each channel the scale with the least squares of what is lost. */
    static ByteKernel of(OnnxGraph.Values weights) {
        float[] values = weights.floats();
        float[] scales = new float[(int) weights.dims()[0]];
        byte[] bytes = new byte[values.length];
        int each = values.length / scales.length;
        for (int channel = 0; channel < scales.length; channel++) {
            int from = channel * each;
            scales[channel] = scale(values, from, from + each);
            for (int i = from; i < from + each; i++) {
                bytes[i] = (byte) nearest(values[i], scales[channel]);
            }
        }
        return new ByteKernel(scales, bytes);
    }

    private static float scale(float[] values, int from, int to) {
        float largest = Float.MIN_NORMAL * LARGEST;
        for (int i = from; i < to; i++) {
            largest = Math.max(largest, Math.abs(values[i]));
        }
        float best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int step = 0; step < TRIES; step++) {
            float scale = largest * (1 - (1 - SMALLEST_TRIED) * step / TRIES) / LARGEST;
            double lost = lost(values, from, to, scale);
            if (lost < least) {
                least = lost;
                best = scale;
            }
        }
        return best;
    }

    private static double lost(float[] values, int from, int to, float scale) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            double error = values[i] - nearest(values[i], scale) * scale;
            sum += error * error;
        }
        return sum;
    }

    private static int nearest(float value, float scale) {
        return Math.max(-LARGEST, Math.min(LARGEST, Math.round(value / scale)));
    }

    /**
     * What the rounding of the weights takes from each channel on the average, to be given back with its bias.
     *
     * @param weights as for {@link #of}
     * @param means of what comes in, by channel
     */
    float[] lostOnAverage(OnnxGraph.Values weights, float[] means) {
        float[] values = weights.floats();
        float[] lost = new float[scales.length];
        int each = values.length / scales.length;
        int area = each / means.length;
        for (int i = 0; i < values.length; i++) {
            int channel = i / each;
            lost[channel] += (values[i] - bytes[i] * scales[channel]) * means[i % each / area];
        }
        return lost;
    }
}
