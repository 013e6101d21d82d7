package dev.lectern.detect;

import dev.lectern.job.TaskFailure;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Looks at parts of frames, pixel by pixel as they are. For one thread at a time. */
final class NearLook implements AutoCloseable {

    /** Parts that cover a whole frame lie this far apart at most, in their own sizes. */
    private static final double STRIDE = 0.6;

    private final DetectorModel model;
    private final Window shape;
    private final ByteBuffer part;
    private PersonDetector detector;

    /** For frames of this size in pixels. */
    NearLook(DetectorModel model, int frameWidth, int frameHeight) {
        this.model = model;
        InputSize most = model.partInput();
        shape = new Window(
                0,
                0,
                Math.min(frameWidth, most.width()),
                Math.min(frameHeight, most.height()),
                frameWidth,
                frameHeight);
        part = ByteBuffer.allocate(shape.width() * shape.height() * 3);
    }

    /** Some part of the size that is looked at. */
    Window shape() {
        return shape;
    }

    /** Parts that cover the frame, and each other so far that nobody small is cut by all of them. */
    List<Window> everywhere() {
        List<Window> windows = new ArrayList<>();
        int columns = stretches(shape.pictureWidth(), shape.width());
        int rows = stretches(shape.pictureHeight(), shape.height());
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                windows.add(shape.around(
                        middle(column, columns, shape.width(), shape.pictureWidth()),
                        middle(row, rows, shape.height(), shape.pictureHeight())));
            }
        }
        return windows;
    }

    private static int stretches(int whole, int part) {
        return 1 + (int) Math.ceil((whole - part) / (STRIDE * part));
    }

    private static double middle(int i, int count, int part, int whole) {
        double from = count == 1 ? 0 : (double) i * (whole - part) / (count - 1);
        return (from + part / 2.0) / whole;
    }

    /** Whoever is wholly seen in these parts of a frame, in fractions of the frame. */
    List<Detection> at(List<Window> windows, ByteBuffer bgr24) throws TaskFailure {
        List<Detection> found = new ArrayList<>();
        for (Window window : windows) {
            cut(window, bgr24);
            for (Detection person : detector().detect(part)) {
                Detection there = window.cuts(person) ? null : window.toPicture(person);
                if (there != null) {
                    found.add(there);
                }
            }
        }
        return found;
    }

    private void cut(Window window, ByteBuffer bgr24) {
        int rowBytes = window.width() * 3;
        for (int y = 0; y < window.height(); y++) {
            int from = ((window.top() + y) * window.pictureWidth() + window.left()) * 3;
            bgr24.get(bgr24.position() + from, part.array(), y * rowBytes, rowBytes);
        }
    }

    /** Made when it is needed: most surveys end before. */
    private PersonDetector detector() throws TaskFailure {
        if (detector == null) {
            detector = model.newPartDetector(shape.width(), shape.height());
        }
        return detector;
    }

    @Override
    public void close() {
        if (detector != null) {
            detector.close();
        }
    }
}
