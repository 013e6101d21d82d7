package dev.lectern.motion;

import java.util.List;

/**
 * Centres of boxes, those at the left and right border included. Who walks out of the picture is cut by its border: the centre of
 * what is left moves at half the speed. So for a box that touches one border the other edge counts, and the width that the
 * person had when last seen whole.
 */
final class CutBoxes {

    /** A detector's box ends a little before the border. */
    private static final double BORDER = 0.015;

    /** A smaller part of a person is a foot or a hand, which says little of where the rest is. */
    private static final double LEAST_SHOWN = 0.3;

    /** The width changes with every step: that of the last moments is taken. */
    private static final double SECONDS = 0.75;

    private CutBoxes() {}

    /** The centres as fractions of the picture's width, outside of 0 to 1 where most of the person is; NaN for no box, or too small a part. */
    static double[] centres(List<Sighting> sightings) {
        double[] centres = new double[sightings.size()];
        int[] wholeBefore = new int[centres.length];
        int[] wholeAfter = new int[centres.length];
        for (int i = 0, last = -1; i < centres.length; i++) {
            last = whole(sightings.get(i).box()) ? i : last;
            wholeBefore[i] = last;
        }
        for (int i = centres.length - 1, next = -1; i >= 0; i--) {
            next = whole(sightings.get(i).box()) ? i : next;
            wholeAfter[i] = next;
        }
        for (int i = 0; i < centres.length; i++) {
            Sighting.Box box = sightings.get(i).box();
            if (box == null) {
                centres[i] = Double.NaN;
                continue;
            }
            int nearest = nearer(sightings, wholeBefore[i], i, wholeAfter[i]);
            double width = nearest < 0 || nearest == i ? box.w() : width(sightings, nearest);
            boolean left = box.x() < BORDER;
            boolean right = box.x() + box.w() > 1 - BORDER;
            if (left != right && i > 0 && box.w() < LEAST_SHOWN * width) {
                centres[i] = Double.NaN;
            } else if (left == right || width <= box.w()) {
                centres[i] = box.x() + box.w() / 2;
            } else {
                centres[i] = left ? box.x() + box.w() - width / 2 : box.x() + width / 2;
            }
        }
        return centres;
    }

    private static boolean whole(Sighting.Box box) {
        return box != null && box.x() >= BORDER && box.x() + box.w() <= 1 - BORDER;
    }

    private static int nearer(List<Sighting> sightings, int before, int at, int after) {
        if (before < 0 || after < 0) {
            return Math.max(before, after);
        }
        double now = sightings.get(at).seconds();
        return now - sightings.get(before).seconds() <= sightings.get(after).seconds() - now ? before : after;
    }

    private static double width(List<Sighting> sightings, int around) {
        double now = sightings.get(around).seconds();
        int from = around;
        while (from > 0 && now - sightings.get(from - 1).seconds() <= SECONDS) {
            from--;
        }
        int to = around + 1;
        while (to < sightings.size() && sightings.get(to).seconds() - now <= SECONDS) {
            to++;
        }
        return Spans.median(sightings.subList(from, to).stream()
                .map(Sighting::box)
                .filter(CutBoxes::whole)
                .mapToDouble(Sighting.Box::w)
                .toArray());
    }
}
