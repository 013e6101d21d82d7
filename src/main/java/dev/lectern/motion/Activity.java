package dev.lectern.motion;

import java.util.List;

/**
 * What somebody did in a stretch of time. Sums over consecutive stretches add up to those of the whole.
 *
 * @param presentSeconds in sight, gaps of up to 2.5 s included
 * @param movingSeconds of these, walking
 * @param distanceHeights way in picture heights
 * @param floorSeconds of the seconds in sight, with a known place on the floor; 0 if it is not calibrated
 * @param distanceMetres way on the floor; 0 if it is not calibrated
 * @param leftSeconds with the centre in the left third of the picture
 * @param middleSeconds likewise, in the middle
 * @param rightSeconds likewise, on the right
 * @param zoneSeconds in each zone, in the order of the settings
 */
public record Activity(
        double presentSeconds,
        double movingSeconds,
        double distanceHeights,
        double floorSeconds,
        double distanceMetres,
        double leftSeconds,
        double middleSeconds,
        double rightSeconds,
        List<Double> zoneSeconds) {

    public Activity {
        zoneSeconds = List.copyOf(zoneSeconds);
    }

    /** In sight, but not walking. */
    public double standingSeconds() {
        return Math.max(0, presentSeconds - movingSeconds);
    }
}
