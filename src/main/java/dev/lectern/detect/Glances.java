package dev.lectern.detect;

import dev.lectern.job.Survey;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses the parts of a frame that are looked at again from nearer: where somebody small is likely but not sure, and, where nobody
 * small is sure, the places where people usually are. Pure: the same first look gives the same choice.
 */
final class Glances {

    private final Window shape;
    private final double small;
    private final double sure;
    private final List<Window> usual;
    private final List<Survey.Thing> things;
    private final int most;

    /**
     * A way to choose.
     *
     * @param shape any part of the size that is looked at
     * @param small height in fractions of the picture up to which somebody is small
     * @param sure score from which on nobody needs to look again
     * @param usual where people usually are, the most frequented place first
     * @param things what is not looked at again, because it is known to be nobody
     * @param most how many parts of a frame are chosen at most
     */
    Glances(Window shape, double small, double sure, List<Window> usual, List<Survey.Thing> things, int most) {
        this.shape = shape;
        this.small = small;
        this.sure = sure;
        this.usual = List.copyOf(usual);
        this.things = List.copyOf(things);
        this.most = most;
    }

    /**
     * The parts of a frame.
     *
     * @param first what the first look saw, of any score, in order of falling score
     */
    List<Window> choose(List<Detection> first) {
        List<Window> chosen = new ArrayList<>();
        boolean nobodySure = true;
        for (Detection hint : first) {
            if (hint.h() > small) {
                continue;
            }
            if (hint.score() >= sure) {
                nobodySure = false;
            } else if (chosen.size() < most
                    && things.stream().noneMatch(thing -> thing.isAt(hint.centreX(), hint.centreY(), hint.h()))
                    && chosen.stream().noneMatch(window -> window.holds(hint))) {
                chosen.add(shape.around(hint.centreX(), hint.centreY()));
            }
        }
        for (Window place : usual) {
            if (nobodySure && chosen.size() < most && chosen.stream().noneMatch(window -> nearlySame(window, place))) {
                chosen.add(place);
            }
        }
        return chosen;
    }

    /** Whether the middle half of the one covers the middle of the other. */
    private boolean nearlySame(Window one, Window other) {
        return 4 * Math.abs(one.left() - other.left()) <= shape.width()
                && 4 * Math.abs(one.top() - other.top()) <= shape.height();
    }
}
