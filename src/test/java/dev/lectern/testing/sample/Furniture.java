package dev.lectern.testing.sample;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.util.Arrays;

/** What stands before the lecturer and hides parts of her: the bench with books, a laptop and a globe, and a row of seats. */
final class Furniture {
    /** The upper edge of the bench, in pixels from the top: nothing of the lecturer is seen below it. */
    static final int BENCH = 474;

    private Furniture() {}

    /** Everything in front of the lecturer; transparent where she can be seen. */
    static BufferedImage front() {
        BufferedImage picture = new BufferedImage(LectureRoom.WIDTH, LectureRoom.HEIGHT, BufferedImage.TYPE_INT_ARGB);
        Graphics2D on = LectureRoom.pen(picture);
        bench(on);
        laptop(on, 512, BENCH + 10);
        books(on, 150, BENCH + 9);
        globe(on, 930, BENCH + 9);
        on.drawImage(soften(seats(), 3), 0, 0, null);
        on.dispose();
        return picture;
    }

    private static void bench(Graphics2D on) {
        on.setPaint(new GradientPaint(0, BENCH, new Color(0xd2ab78), 0, BENCH + 26, new Color(0xb98e5a)));
        on.fill(new Rectangle2D.Double(0, BENCH, LectureRoom.WIDTH, 26));
        on.setColor(new Color(0x8d6738));
        on.fill(new Rectangle2D.Double(0, BENCH + 26, LectureRoom.WIDTH, 7));
        on.setPaint(new GradientPaint(0, BENCH + 33, new Color(0x7c5830), 0, 720, new Color(0x4a341d)));
        on.fill(new Rectangle2D.Double(0, BENCH + 33, LectureRoom.WIDTH, 250));
        on.setStroke(new BasicStroke(2));
        for (int x = 0; x <= LectureRoom.WIDTH; x += 256) {
            on.setColor(new Color(0x3c2a17));
            on.draw(new Line2D.Double(x, BENCH + 33, x, 720));
            on.setColor(new Color(255, 255, 255, 22));
            on.draw(new Rectangle2D.Double(x + 20, BENCH + 54, 216, 200));
        }
    }

    private static void laptop(Graphics2D on, double x, double bottom) {
        on.setColor(new Color(0, 0, 0, 60));
        on.fill(new Ellipse2D.Double(x - 10, bottom - 6, 150, 12));
        on.setPaint(
                new GradientPaint(0, (float) bottom - 84, new Color(0xb9bec5), 0, (float) bottom, new Color(0x868c94)));
        Path2D.Double lid = new Path2D.Double();
        lid.moveTo(x + 5, bottom - 84);
        lid.lineTo(x + 125, bottom - 84);
        lid.lineTo(x + 130, bottom - 4);
        lid.lineTo(x, bottom - 4);
        lid.closePath();
        on.fill(lid);
        on.setColor(new Color(255, 255, 255, 70));
        on.fill(new Ellipse2D.Double(x + 57, bottom - 54, 16, 16));
        on.setColor(new Color(0x5b6067));
        on.fill(new RoundRectangle2D.Double(x - 5, bottom - 6, 140, 6, 5, 5));
    }

    private static void books(Graphics2D on, double x, double bottom) {
        int[] colours = {0x7d2f2f, 0x2f5d7d, 0xc7b26b};
        double[] lefts = {0, 6, 2};
        for (int i = 0; i < colours.length; i++) {
            double top = bottom - 15 * (i + 1);
            on.setColor(new Color(colours[i]));
            on.fill(new RoundRectangle2D.Double(x + lefts[i], top, 104, 15, 4, 4));
            on.setColor(new Color(255, 255, 255, 60));
            on.fill(new Rectangle2D.Double(x + lefts[i] + 14, top + 4, 4, 8));
        }
    }

    private static void globe(Graphics2D on, double x, double bottom) {
        on.setColor(new Color(0, 0, 0, 60));
        on.fill(new Ellipse2D.Double(x - 34, bottom - 6, 76, 12));
        on.setColor(new Color(0x4b3621));
        on.fill(new RoundRectangle2D.Double(x - 26, bottom - 9, 52, 9, 6, 6));
        on.fill(new Rectangle2D.Double(x - 4, bottom - 26, 8, 20));
        on.setPaint(new RadialGradientPaint((float) x - 12, (float) bottom - 74, 58, new float[] {0, 1}, new Color[] {
            new Color(0x8fc4ea), new Color(0x1f5288)
        }));
        Ellipse2D.Double ball = new Ellipse2D.Double(x - 38, bottom - 98, 76, 76);
        on.fill(ball);
        on.setClip(ball);
        on.setColor(new Color(0x6d9a5a));
        on.fill(new Ellipse2D.Double(x - 34, bottom - 92, 34, 28));
        on.fill(new Ellipse2D.Double(x - 22, bottom - 66, 18, 34));
        on.fill(new Ellipse2D.Double(x + 8, bottom - 82, 30, 40));
        on.setClip(null);
        on.setColor(new Color(0xa98545));
        on.setStroke(new BasicStroke(3));
        on.draw(new Ellipse2D.Double(x - 41, bottom - 101, 82, 82));
    }

    /**
     * The backs of an empty first row. No heads: drawn ones from behind are persons to the detector, with scores up to
     * .78, and a first sample should have one answer.
     */
    private static BufferedImage seats() {
        BufferedImage picture = new BufferedImage(LectureRoom.WIDTH, LectureRoom.HEIGHT, BufferedImage.TYPE_INT_ARGB);
        Graphics2D on = LectureRoom.pen(picture);
        on.setPaint(new GradientPaint(0, 668, new Color(0x2b3f57), 0, 720, new Color(0x1d2b3d)));
        for (int x = -40; x < LectureRoom.WIDTH; x += 174) {
            on.fill(new RoundRectangle2D.Double(x, 660, 164, 90, 30, 30));
        }
        on.setColor(new Color(255, 255, 255, 26));
        on.setStroke(new BasicStroke(3));
        for (int x = -40; x < LectureRoom.WIDTH; x += 174) {
            on.draw(new RoundRectangle2D.Double(x + 7, 668, 150, 90, 24, 24));
        }
        on.dispose();
        return picture;
    }

    /** Out of focus: a box blur, twice. */
    private static BufferedImage soften(BufferedImage picture, int width) {
        float[] weights = new float[width * width];
        Arrays.fill(weights, 1f / weights.length);
        ConvolveOp blur = new ConvolveOp(new Kernel(width, width, weights), ConvolveOp.EDGE_ZERO_FILL, null);
        return blur.filter(blur.filter(picture, null), null);
    }
}
