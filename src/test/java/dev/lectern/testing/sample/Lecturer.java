package dev.lectern.testing.sample;

import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** The cut-out of the lecturer and its soft shadow on the wall. */
final class Lecturer {
    /** Where the lower edge of the cut-out is, in pixels from the top: well behind the bench, also at the top of a step. */
    private static final double FOOT = Furniture.BENCH + 54;

    private static final int SHADOW_MARGIN = 24;

    private final BufferedImage figure;
    private final BufferedImage shadow;

    private final double foot;

    private Lecturer(BufferedImage figure, double foot) {
        this.figure = figure;
        this.foot = foot;
        this.shadow = shadowOf(figure);
    }

    /** Reads the cut-out, a PNG with transparency. */
    static Lecturer read(Path png) throws IOException {
        return new Lecturer(ImageIO.read(png.toFile()), FOOT);
    }

    /** The same figure in other clothes and elsewhere: {@code foot} is its lower edge in pixels from the top. */
    Lecturer as(Costume costume, double foot) {
        return new Lecturer(costume.dress(figure), foot);
    }

    /** The same figure in other clothes. */
    Lecturer as(Costume costume) {
        return as(costume, foot);
    }

    /** Draws her alone, opaque where she is. */
    void draw(Graphics2D on, Pose pose) {
        on.drawImage(figure, place(pose, 0, 0, 0), null);
    }

    /** Draws the shadow that she casts on the wall: down and to the right of her. */
    void drawShadow(Graphics2D on, Pose pose) {
        on.setComposite(AlphaComposite.SrcOver.derive(.3f));
        on.drawImage(shadow, place(pose, SHADOW_MARGIN, 16, 12), null);
        on.setComposite(AlphaComposite.SrcOver);
    }

    private AffineTransform place(Pose pose, int margin, double right, double down) {
        AffineTransform place =
                AffineTransform.getTranslateInstance(pose.x() * LectureRoom.WIDTH + right, foot - pose.lift() + down);
        place.rotate(pose.tilt());
        double across = pose.size() * pose.breadth();
        place.scale(pose.mirrored() ? -across : across, pose.size());
        place.translate(-figure.getWidth() / 2.0 - margin, -figure.getHeight() - margin);
        return place;
    }

    private static BufferedImage shadowOf(BufferedImage figure) {
        BufferedImage dark = new BufferedImage(
                figure.getWidth() + 2 * SHADOW_MARGIN,
                figure.getHeight() + 2 * SHADOW_MARGIN,
                BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < figure.getHeight(); y++) {
            for (int x = 0; x < figure.getWidth(); x++) {
                dark.setRGB(x + SHADOW_MARGIN, y + SHADOW_MARGIN, figure.getRGB(x, y) & 0xff000000);
            }
        }
        float[] weights = new float[11 * 11];
        Arrays.fill(weights, 1f / weights.length);
        ConvolveOp blur = new ConvolveOp(new Kernel(11, 11, weights), ConvolveOp.EDGE_ZERO_FILL, null);
        return blur.filter(blur.filter(dark, null), null);
    }
}
