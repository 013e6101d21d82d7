package dev.lectern.detect;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** A model's input [1, 3, height, width] in memory that onnxruntime reads in place. The filling around the picture is put in once. */
final class Canvas {

    private static final int CHANNELS = 3;

    private final Letterbox box;
    private final PixelScale scale;
    private final FloatBuffer values;
    private final byte[] row;
    private final float[] scaledRow;

    Canvas(Letterbox box, PixelScale scale, int filling) {
        this.box = box;
        this.scale = scale;
        int plane = box.input().width() * box.input().height();
        values = ByteBuffer.allocateDirect(CHANNELS * plane * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        row = new byte[box.contentWidth() * CHANNELS];
        scaledRow = new float[box.contentWidth()];
        float[] fill = new float[plane];
        for (int channel = 0; channel < CHANNELS; channel++) {
            Arrays.fill(fill, scale.table(channel)[filling]);
            values.put(channel * plane, fill);
        }
    }

    FloatBuffer values() {
        return values;
    }

    long[] shape() {
        return new long[] {1, CHANNELS, box.input().height(), box.input().width()};
    }

    /** Puts a picture of exactly the content's size in its place; the buffer's position stays where it is. */
    void draw(ByteBuffer bgr24) {
        int inputWidth = box.input().width();
        int plane = inputWidth * box.input().height();
        for (int y = 0; y < box.contentHeight(); y++) {
            bgr24.get(bgr24.position() + y * row.length, row);
            int at = (box.top() + y) * inputWidth + box.left();
            for (int channel = 0; channel < CHANNELS; channel++) {
                float[] table = scale.table(channel);
                int from = scale.offsetInBgr(channel);
                for (int x = 0; x < scaledRow.length; x++, from += CHANNELS) {
                    scaledRow[x] = table[row[from] & 0xff];
                }
                values.put(channel * plane + at, scaledRow);
            }
        }
    }
}
