package dev.lectern.testing.sample;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Stroke;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.Map;
import java.util.Random;

/**
 * Writes by hand: letters are strokes on a grid 4 wide and 6 high, so that no font is needed and every machine draws
 * the same. A chalk hand trembles and skips; a steady one is for slides.
 */
final class Chalk {
    /** Strokes are separated by bars, each a row of points "xy". */
    private static final Map<Character, String> LETTERS = Map.ofEntries(
            Map.entry('A', "06 20 46 03 14 34"),
            Map.entry('B', "00 06 06 36 45 44 33 03 33 42 41 30 00"),
            Map.entry('E', "40 00 06 46|03 33"),
            Map.entry('F', "40 00 06|03 33"),
            Map.entry('G', "41 30 10 01 05 16 36 45 43 23"),
            Map.entry('I', "20 26"),
            Map.entry('K', "00 06|40 03 46"),
            Map.entry('L', "00 06 46"),
            Map.entry('M', "06 00 23 40 46"),
            Map.entry('O', "10 01 05 16 36 45 41 30 10"),
            Map.entry('P', "06 00 30 41 42 33 03"),
            Map.entry('R', "06 00 30 41 42 33 03|23 46"),
            Map.entry('S', "41 30 10 01 02 13 33 44 45 36 16 05"),
            Map.entry('T', "00 40|20 26"),
            Map.entry('a', "43 22 12 03 05 16 26 44|42 45 46"),
            Map.entry('m', "06 02|03 12 23 26|23 32 43 46"),
            Map.entry('r', "12 16|13 22 32"),
            Map.entry('2', "01 10 30 41 42 06 46"),
            Map.entry('3', "01 10 30 41 32 23 33 44 45 36 16 05"),
            Map.entry('=', "02 42|04 44"),
            Map.entry('~', "04 13 34 43"),
            Map.entry('/', "07 50"));

    private final Graphics2D on;
    private final Random hand;
    private final double tremble;

    /** A hand that trembles by {@code tremble} pixels; 0 writes cleanly. */
    Chalk(Graphics2D on, long seed, double tremble) {
        this.on = on;
        this.hand = new Random(seed);
        this.tremble = tremble;
    }

    /** Writes a text whose capitals are {@code height} pixels high, its upper left corner at x, y; ^ raises the next sign. */
    void write(String text, double x, double y, double height) {
        double unit = height / 6;
        double at = x;
        boolean raised = false;
        for (char sign : text.toCharArray()) {
            if (sign == '^') {
                raised = true;
                continue;
            }
            double size = raised ? unit * .55 : unit;
            double top = raised ? y - 2.2 * unit : y;
            if (sign != ' ') {
                for (String stroke : LETTERS.get(sign).split("\\|")) {
                    stroke(stroke, at, top, size);
                }
            }
            at += size * (sign == ' ' ? 3.5 : 5.8);
            raised = false;
        }
    }

    /** Draws one line through the points x0, y0, x1, y1 and so on. */
    void line(double... points) {
        for (int i = 2; i < points.length; i += 2) {
            segment(points[i - 2], points[i - 1], points[i], points[i + 1]);
        }
    }

    /** Draws an ellipse about its centre. */
    void ellipse(double centreX, double centreY, double radiusX, double radiusY) {
        int corners = 72;
        double[] points = new double[2 * corners + 2];
        for (int i = 0; i <= corners; i++) {
            double turn = 2 * Math.PI * i / corners;
            points[2 * i] = centreX + radiusX * Math.cos(turn);
            points[2 * i + 1] = centreY + radiusY * Math.sin(turn);
        }
        line(points);
    }

    private void stroke(String points, double x, double y, double unit) {
        String[] pairs = points.split(" ");
        double[] line = new double[2 * pairs.length];
        for (int i = 0; i < pairs.length; i++) {
            line[2 * i] = x + unit * Character.digit(pairs[i].charAt(0), 10);
            line[2 * i + 1] = y + unit * Character.digit(pairs[i].charAt(1), 10);
        }
        line(line);
    }

    private void segment(double fromX, double fromY, double toX, double toY) {
        int pieces = Math.max(1, (int) (Math.hypot(toX - fromX, toY - fromY) / 7));
        Path2D.Double path = new Path2D.Double();
        path.moveTo(fromX, fromY);
        for (int i = 1; i <= pieces; i++) {
            double part = (double) i / pieces;
            double shake = i == pieces ? 0 : tremble;
            path.lineTo(
                    fromX + (toX - fromX) * part + shake * (hand.nextDouble() - .5),
                    fromY + (toY - fromY) * part + shake * (hand.nextDouble() - .5));
        }
        on.draw(path);
        if (tremble > 0) {
            dust(fromX, fromY, toX, toY);
        }
    }

    /** Chalk leaves a faint second line beside the first. */
    private void dust(double fromX, double fromY, double toX, double toY) {
        Color colour = on.getColor();
        Stroke pen = on.getStroke();
        on.setColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 40));
        on.setStroke(new BasicStroke(5, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        double off = hand.nextDouble();
        on.draw(new Line2D.Double(fromX + off, fromY + off, toX + off, toY + off));
        on.setColor(colour);
        on.setStroke(pen);
    }
}
