package dev.lectern.job;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * How large people are in a recording, found out once from a few of its pictures, when it is inspected. Where they are so small that
 * the detector overlooks them, every sampled picture is looked at twice: as a whole, and again at a few parts of it from nearer.
 *
 * @param detector identity of the detector that looked; empty if nobody had to look
 * @param small whether people are small, so that pictures are to be looked at twice
 * @param spots where small people were seen, the most frequented place first; empty unless {@code small}
 * @param things what looks a little like somebody small from afar and is nobody; empty unless {@code small}
 */
public record Survey(String detector, boolean small, List<Spot> spots, List<Thing> things) {

    /** Of a recording of which it is known that one look is enough, whoever looks. */
    public static final Survey UNNEEDED = new Survey("", false, List.of(), List.of());

    private static final double GRAIN = 1000;

    /**
     * The middle of a place, in fractions of the upright picture.
     *
     * @param x from the left, 0 to 1
     * @param y from the top, 0 to 1
     */
    public record Spot(double x, double y) {

        public Spot {
            x = rounded(x);
            y = rounded(y);
        }
    }

    /**
     * Something that stands still.
     *
     * @param x its middle from the left in fractions of the upright picture, 0 to 1
     * @param y its middle from the top, 0 to 1
     * @param h its height, 0 to 1
     */
    public record Thing(double x, double y, double h) {

        /** How far two sights of the same thing are apart at most, and how much their heights differ. */
        private static final double ACROSS = 0.012;

        private static final double DOWN = 0.02;
        private static final double GROWTH = 1.3;

        public Thing {
            x = rounded(x);
            y = rounded(y);
            h = rounded(h);
        }

        /** Whether a sight is one of this thing. */
        public boolean isAt(double otherX, double otherY, double otherH) {
            return Math.abs(x - otherX) <= ACROSS
                    && Math.abs(y - otherY) <= DOWN
                    && otherH <= GROWTH * h
                    && h <= GROWTH * otherH;
        }
    }

    public Survey {
        Objects.requireNonNull(detector);
        spots = List.copyOf(spots);
        things = List.copyOf(things);
        if (!small && !(spots.isEmpty() && things.isEmpty())) {
            throw new IllegalArgumentException("places of small people where nobody is small");
        }
    }

    /** Whether it holds for this detector: what one overlooks another may see. */
    public boolean holdsFor(String anyDetector) {
        return detector.isEmpty() || detector.equals(anyDetector);
    }

    /** What of it detections depend on, as text; empty if pictures are looked at once. */
    String trace() {
        if (!small) {
            return "";
        }
        StringBuilder text = new StringBuilder("twice");
        spots.forEach(spot -> text.append(String.format(Locale.ROOT, " %.3f,%.3f", spot.x(), spot.y())));
        things.forEach(
                thing -> text.append(String.format(Locale.ROOT, " %.3f,%.3f,%.3f", thing.x(), thing.y(), thing.h())));
        return text.toString();
    }

    private static double rounded(double fraction) {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException(fraction + " is no part of a picture");
        }
        return Math.round(fraction * GRAIN) / GRAIN;
    }
}
