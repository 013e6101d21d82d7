package dev.lectern.render;

import java.util.List;

/**
 * What is to be seen at one moment.
 *
 * @param box around the instructor; null if it is not known where that is
 * @param seen whether the box is one that was detected, and not a guess between two
 * @param trail where the instructor came from, oldest first
 */
record Moment(Outline box, boolean seen, List<Step> trail) {

    Moment {
        trail = List.copyOf(trail);
    }

    /**
     * A point of the trail.
     *
     * @param x fraction of the picture's width
     * @param y fraction of the picture's height
     * @param strength 1 for now, down to 0 for what is about to be forgotten
     * @param joined whether the way from the point before is known
     */
    record Step(double x, double y, double strength, boolean joined) {}
}
