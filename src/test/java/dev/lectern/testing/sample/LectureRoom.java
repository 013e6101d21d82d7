package dev.lectern.testing.sample;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;

/** The wall behind the lecturer: a board with writing, a screen with a slide, a clock, panels of wood. */
final class LectureRoom {
    /** Size of the picture in pixels. */
    static final int WIDTH = 1280;

    static final int HEIGHT = 720;

    private LectureRoom() {}

    /** Everything behind the lecturer, opaque. */
    static BufferedImage wall() {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D on = pen(picture);
        on.setPaint(new GradientPaint(0, 0, new Color(0xcfc8bb), 0, 420, new Color(0xe6e0d4)));
        on.fill(new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
        panels(on);
        board(on);
        screen(on);
        clock(on);
        on.setPaint(new RadialGradientPaint(
                640, 300, 820, new float[] {.45f, 1}, new Color[] {new Color(0, true), new Color(0, 0, 0, 90)}));
        on.fill(new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
        on.dispose();
        return picture;
    }

    /** A pen that draws smoothly. */
    static Graphics2D pen(BufferedImage picture) {
        Graphics2D on = picture.createGraphics();
        on.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        on.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        on.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        return on;
    }

    private static void panels(Graphics2D on) {
        on.setPaint(new GradientPaint(0, 410, new Color(0x9a7448), 0, 500, new Color(0x7a5936)));
        on.fill(new Rectangle2D.Double(0, 410, WIDTH, 120));
        on.setColor(new Color(0xb38b5a));
        on.fill(new Rectangle2D.Double(0, 404, WIDTH, 8));
        on.setColor(new Color(0x664928));
        for (int x = 80; x < WIDTH; x += 160) {
            on.draw(new Line2D.Double(x, 412, x, 530));
        }
    }

    private static void board(Graphics2D on) {
        on.setColor(new Color(0, 0, 0, 50));
        on.fill(new RoundRectangle2D.Double(66, 72, 724, 318, 8, 8));
        on.setColor(new Color(0x8a6238));
        on.fill(new RoundRectangle2D.Double(60, 62, 724, 318, 8, 8));
        on.setPaint(new GradientPaint(70, 72, new Color(0x24493d), 770, 370, new Color(0x1c3b33)));
        on.fill(new Rectangle2D.Double(72, 74, 700, 294));
        on.setColor(new Color(255, 255, 255, 9));
        for (int i = 0; i < 9; i++) {
            on.fill(new Ellipse2D.Double(90 + 71 * i, 110 + 37 * (i * 3 % 5), 190, 70));
        }
        on.setColor(new Color(0x9c7445));
        on.fill(new Rectangle2D.Double(72, 372, 700, 10));
        on.setColor(new Color(0xf2efe6));
        on.fill(new RoundRectangle2D.Double(520, 366, 34, 6, 4, 4));
        on.setColor(new Color(0xe9d27a));
        on.fill(new RoundRectangle2D.Double(566, 366, 24, 6, 4, 4));

        Chalk chalk = new Chalk(on, 7, 1.6);
        on.setStroke(new BasicStroke(2.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        on.setColor(new Color(240, 240, 230, 215));
        chalk.write("KEPLER", 108, 100, 30);
        chalk.line(106, 143, 292, 141);
        chalk.write("T^2 ~ a^3", 112, 178, 34);
        chalk.write("F = G M m / r^2", 430, 106, 30);
        // An orbit, its sun in a focus, two equal areas swept.
        chalk.ellipse(585, 255, 150, 82);
        chalk.line(460, 255, 443, 229);
        chalk.line(460, 255, 441, 279);
        on.setColor(new Color(238, 214, 120, 220));
        chalk.ellipse(460, 255, 9, 9);
        chalk.ellipse(460, 255, 4, 4);
        on.setColor(new Color(150, 205, 240, 220));
        chalk.line(460, 255, 717, 217);
        chalk.line(460, 255, 731, 238);
        chalk.ellipse(724, 228, 6, 6);
        on.setColor(new Color(240, 240, 230, 190));
        chalk.line(118, 340, 118, 256);
        chalk.line(112, 264, 118, 255, 124, 264);
        chalk.line(110, 332, 262, 332);
        chalk.line(254, 326, 263, 332, 254, 338);
        chalk.line(118, 332, 150, 328, 180, 318, 206, 301, 226, 278, 238, 258);
    }

    private static void screen(Graphics2D on) {
        on.setColor(new Color(0x55585c));
        on.fill(new RoundRectangle2D.Double(846, 44, 376, 16, 10, 10));
        on.setColor(new Color(0x2b2d30));
        on.fill(new Rectangle2D.Double(856, 60, 356, 250));
        on.setPaint(new GradientPaint(864, 60, new Color(0xf7f8fa), 1204, 300, new Color(0xe9edf2)));
        on.fill(new Rectangle2D.Double(864, 64, 340, 236));
        on.setColor(new Color(0x1f3f77));
        on.fill(new Rectangle2D.Double(864, 64, 340, 46));
        on.setStroke(new BasicStroke(3.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        on.setColor(Color.WHITE);
        new Chalk(on, 1, 0).write("ORBITS", 882, 76, 22);
        on.setPaint(new RadialGradientPaint(
                1094, 200, 52, new float[] {0, 1}, new Color[] {new Color(0x6fb3e8), new Color(0x235a96)}));
        on.fill(new Ellipse2D.Double(1068, 174, 68, 68));
        on.setColor(new Color(0xd2622a));
        on.setStroke(new BasicStroke(2.5f));
        on.draw(new Ellipse2D.Double(1026, 184, 152, 48));
        on.fill(new Ellipse2D.Double(1026, 190, 12, 12));
        on.setColor(new Color(0x5b6675));
        for (int row = 0; row < 4; row++) {
            double y = 138 + 36 * row;
            on.fill(new Ellipse2D.Double(884, y, 9, 9));
            on.fill(new RoundRectangle2D.Double(902, y + 1, 88 + 13 * (row * 2 % 3), 7, 6, 6));
        }
    }

    private static void clock(Graphics2D on) {
        on.setColor(new Color(0, 0, 0, 40));
        on.fill(new Ellipse2D.Double(793, 69, 46, 46));
        on.setColor(new Color(0x33363a));
        on.fill(new Ellipse2D.Double(791, 66, 46, 46));
        on.setColor(new Color(0xfaf9f5));
        on.fill(new Ellipse2D.Double(795, 70, 38, 38));
        on.setColor(new Color(0x222222));
        on.setStroke(new BasicStroke(2.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        on.draw(new Line2D.Double(814, 89, 806, 84));
        on.draw(new Line2D.Double(814, 89, 820, 76));
    }
}
