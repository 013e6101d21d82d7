package dev.lectern.render;

import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;

/**
 * How long the instructor has been where. It grows from nothing to the map of the whole recording: colours are relative to the
 * place with the most time in the end, so that they mean the same from beginning to end. Every known sample leaves a soft spot
 * (a Gaussian) of the weight of the time until the next. Not thread safe.
 */
final class HeatMap {

    /** Rows of the grid; the picture is fine enough, as spots are several cells wide. */
    private static final int ROWS = 96;
    /** Standard deviation of a spot in cells: about a twentieth of the picture's height. */
    private static final double SPREAD = 4.8;

    private static final int REACH = (int) Math.ceil(3 * SPREAD);
    /** A sample speaks for no more time than this. */
    private static final long MOST_MS = 5_000;
    /** The picture need not be drawn anew for less of the whole than this. */
    private static final double FINEST_CHANGE = 1 / 900.0;

    private final List<Sample> samples;
    private final int columns;
    private final float[] heat;
    private final float peak;
    private final double change;
    private final BufferedImage small;
    private final BufferedImage large;
    /** The part of the large picture that is not transparent. */
    private Rectangle warm = new Rectangle();

    private int next;
    private double pending;

    HeatMap(Walk walk, int width, int height) {
        samples = walk.samples();
        columns = Math.max(1, (int) Math.round((double) ROWS * width / height));
        heat = new float[columns * ROWS];
        double all = 0;
        for (int i = 0; i < samples.size(); i++) {
            all += add(i);
        }
        float most = 0;
        for (float value : heat) {
            most = Math.max(most, value);
        }
        peak = most;
        change = all * FINEST_CHANGE;
        Arrays.fill(heat, 0);
        small = new BufferedImage(columns, ROWS, BufferedImage.TYPE_INT_ARGB_PRE);
        large = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
    }

    /** Adds what was up to a time, which must not go back. */
    void advance(long tMs) {
        while (next < samples.size() && samples.get(next).tMs() <= tMs) {
            pending += add(next++);
        }
        if (pending > 0 && pending >= change) {
            pending = 0;
            colour();
        }
    }

    /** How warm a place is, 0 to 1. */
    double at(double x, double y) {
        int column = Math.max(0, Math.min(columns - 1, (int) (x * columns)));
        int row = Math.max(0, Math.min(ROWS - 1, (int) (y * ROWS)));
        return peak == 0 ? 0 : heat[row * columns + column] / peak;
    }

    /** Lays the map over a picture of its size. */
    void drawOn(Graphics2D graphics) {
        graphics.setClip(warm);
        graphics.drawImage(large, 0, 0, null);
        graphics.setClip(null);
    }

    private double add(int index) {
        Sample sample = samples.get(index);
        if (!sample.known() || index + 1 == samples.size()) {
            return 0;
        }
        double seconds = Math.min(MOST_MS, samples.get(index + 1).tMs() - sample.tMs()) / 1000.0;
        double x = sample.box().cx() * columns - 0.5;
        double y = sample.box().cy() * ROWS - 0.5;
        Rectangle spot = new Rectangle((int) x - REACH, (int) y - REACH, 2 * REACH + 1, 2 * REACH + 1)
                .intersection(new Rectangle(columns, ROWS));
        for (int row = spot.y; row < spot.y + spot.height; row++) {
            double vertical = seconds * bell(row - y);
            for (int column = spot.x; column < spot.x + spot.width; column++) {
                heat[row * columns + column] += (float) (vertical * bell(column - x));
            }
        }
        return seconds;
    }

    private static double bell(double distance) {
        return Math.exp(-distance * distance / (2 * SPREAD * SPREAD));
    }

    private void colour() {
        Rectangle cells = new Rectangle(0, 0, -1, -1);
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < columns; column++) {
                int argb = HeatColours.of(heat[row * columns + column] / peak);
                small.setRGB(column, row, argb);
                if (argb >>> 24 > 0) {
                    cells.add(column, row);
                }
            }
        }
        cells.grow(2, 2);
        double scale = (double) large.getHeight() / ROWS;
        warm = new Rectangle(
                (int) (cells.x * scale), (int) (cells.y * scale), (int) Math.ceil(cells.width * scale), (int)
                        Math.ceil(cells.height * scale));
        Graphics2D graphics = large.createGraphics();
        graphics.setComposite(AlphaComposite.Src);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(small, 0, 0, large.getWidth(), large.getHeight(), null);
        graphics.dispose();
    }
}
