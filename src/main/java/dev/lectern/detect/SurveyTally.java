package dev.lectern.detect;

import dev.lectern.job.Survey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what the pictures of a survey say. Pure; knows when no further picture needs to be looked at. */
public final class SurveyTally {

    /** Places less than this apart, in fractions of the picture, are one. */
    private static final double SAME_PLACE_X = 0.09;

    private static final double SAME_PLACE_Y = 0.1;

    /** More are not kept: there would be no time to look at them in every frame. */
    private static final int MOST_SPOTS = 4;

    /** Nor more things than these. */
    private static final int MOST_THINGS = 40;

    /** What was nobody in this many pictures is a thing. */
    private static final int STANDS_STILL = 2;

    /** This many times more than is needed leaves no doubt. */
    private static final int NO_DOUBT = 2;

    private final int needed;
    private final List<Place> places = new ArrayList<>();
    private final Map<Survey.Thing, Integer> things = new LinkedHashMap<>();
    private int large;
    private int small;

    /** @param pictures how many can be looked at, at least 1; a quarter of them must say the same */
    public SurveyTally(int pictures) {
        needed = Math.max(1, pictures / 4);
    }

    /** Adds what a picture says. */
    public void add(Glimpse glimpse) {
        glimpse.things().stream().map(this::known).distinct().forEach(thing -> things.merge(thing, 1, Integer::sum));
        switch (glimpse.size()) {
            case LARGE -> large++;
            case SMALL -> {
                small++;
                glimpse.spots().forEach(this::count);
            }
            case NOBODY -> {
                // Says nothing: whoever teaches may be outside.
            }
        }
    }

    /** Whether further pictures are hardly going to change the answer. */
    public boolean decided() {
        return large >= needed && large > small || small >= NO_DOUBT * needed && large == 0;
    }

    /** The answer so far. */
    public Survey survey(String detector) {
        boolean people = small >= needed && small > large;
        if (!people) {
            return new Survey(detector, false, List.of(), List.of());
        }
        List<Survey.Spot> spots = places.stream()
                .sorted(Comparator.comparingInt((Place place) -> -place.seen))
                .limit(MOST_SPOTS)
                .map(place -> place.spot)
                .toList();
        List<Survey.Thing> still = things.entrySet().stream()
                .filter(thing -> thing.getValue() >= STANDS_STILL)
                .sorted(Comparator.comparingInt((Map.Entry<Survey.Thing, Integer> thing) -> -thing.getValue()))
                .limit(MOST_THINGS)
                .map(Map.Entry::getKey)
                .toList();
        return new Survey(detector, true, spots, still);
    }

    /** The first sight of what this is a sight of, maybe itself. */
    private Survey.Thing known(Survey.Thing sight) {
        return things.keySet().stream()
                .filter(thing -> thing.isAt(sight.x(), sight.y(), sight.h()))
                .findFirst()
                .orElse(sight);
    }

    private void count(Survey.Spot spot) {
        for (Place place : places) {
            if (Math.abs(place.spot.x() - spot.x()) < SAME_PLACE_X
                    && Math.abs(place.spot.y() - spot.y()) < SAME_PLACE_Y) {
                place.seen++;
                return;
            }
        }
        places.add(new Place(spot));
    }

    private static final class Place {
        private final Survey.Spot spot;
        private int seen = 1;

        private Place(Survey.Spot spot) {
            this.spot = spot;
        }
    }
}
