package dev.lectern.render;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Objects;

/** Draws a result onto the pictures of its recording, one after the other. Not thread safe. */
public final class Painter {

    /** Of box and trail: blue is not among the colours of the heat map, and is told apart from them by everybody. */
    static final Color ACCENT = new Color(70, 205, 255);

    private static final Color SHADOW = new Color(0, 15, 30, 120);
    /** Picture height for which strokes are measured in pixels. */
    private static final double UNIT_HEIGHT = 360;

    private static final double TRAIL_OPACITY = 0.85;

    private final Walk walk;
    private final HeatMap heat;
    private final double unit;
    private final BufferedImage trailLayer;

    /**
     * Begins at the start of a recording.
     *
     * @param width of the pictures in pixels
     * @param height of the pictures in pixels
     */
    public Painter(Walk walk, int width, int height) {
        this.walk = Objects.requireNonNull(walk);
        heat = new HeatMap(walk, width, height);
        unit = Math.min(width, height) / UNIT_HEIGHT;
        trailLayer = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
    }

    /**
     * Draws onto a picture.
     *
     * @param picture of the size that was given
     * @param tMs its presentation time, never before that of the picture before
     */
    public void paint(BufferedImage picture, long tMs) {
        Moment moment = walk.at(tMs);
        heat.advance(tMs);
        Graphics2D graphics = picture.createGraphics();
        heat.drawOn(graphics);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        drawTrail(graphics, moment.trail());
        if (moment.box() != null) {
            drawBox(graphics, moment.box(), moment.seen());
        }
        graphics.dispose();
    }

    private void drawBox(Graphics2D graphics, Outline box, boolean seen) {
        int width = trailLayer.getWidth();
        int height = trailLayer.getHeight();
        double round = 10 * unit;
        RoundRectangle2D shape = new RoundRectangle2D.Double(
                box.x() * width, box.y() * height, box.w() * width, box.h() * height, round, round);
        if (seen) {
            graphics.setColor(SHADOW);
            graphics.setStroke(new BasicStroke((float) (3.6 * unit)));
            graphics.draw(shape);
            graphics.setColor(ACCENT);
            graphics.setStroke(new BasicStroke((float) (1.8 * unit)));
        } else {
            graphics.setColor(faded(ACCENT, 0.7));
            float[] dashes = {(float) (5 * unit), (float) (4 * unit)};
            graphics.setStroke(
                    new BasicStroke((float) (1.2 * unit), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes, 0));
        }
        graphics.draw(shape);
    }

    /** On a layer of its own, where newer parts replace older ones: drawn over each other they would shine at every joint. */
    private void drawTrail(Graphics2D graphics, List<Moment.Step> trail) {
        Rectangle bounds = bounds(trail);
        if (bounds.isEmpty()) {
            return;
        }
        Graphics2D layer = trailLayer.createGraphics();
        layer.setClip(bounds);
        layer.setComposite(AlphaComposite.Clear);
        layer.fill(bounds);
        layer.setComposite(AlphaComposite.Src);
        layer.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        layer.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        for (int i = 1; i < trail.size(); i++) {
            Moment.Step to = trail.get(i);
            if (to.joined()) {
                Moment.Step from = trail.get(i - 1);
                double strength = (from.strength() + to.strength()) / 2;
                layer.setColor(faded(ACCENT, TRAIL_OPACITY * strength));
                layer.setStroke(new BasicStroke(
                        (float) ((1 + 2.2 * strength) * unit), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
                layer.draw(new Line2D.Double(x(from), y(from), x(to), y(to)));
            }
        }
        layer.dispose();
        graphics.setClip(bounds);
        graphics.drawImage(trailLayer, 0, 0, null);
        graphics.setClip(null);
    }

    private Rectangle bounds(List<Moment.Step> trail) {
        Rectangle bounds = new Rectangle(0, 0, -1, -1);
        for (Moment.Step step : trail) {
            bounds.add((int) x(step), (int) y(step));
        }
        if (trail.size() > 1) {
            int margin = (int) Math.ceil(3 * unit) + 1;
            bounds.grow(margin, margin);
        }
        return bounds.intersection(new Rectangle(trailLayer.getWidth(), trailLayer.getHeight()));
    }

    private double x(Moment.Step step) {
        return step.x() * trailLayer.getWidth();
    }

    private double y(Moment.Step step) {
        return step.y() * trailLayer.getHeight();
    }

    private static Color faded(Color colour, double opacity) {
        return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), (int) Math.round(255 * opacity));
    }
}
