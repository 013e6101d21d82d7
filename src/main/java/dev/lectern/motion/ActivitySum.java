package dev.lectern.motion;

import java.util.Arrays;
import java.util.List;

/** An activity while it is added up. */
final class ActivitySum {

    private final double third;
    private final double[] zones;
    private double present;
    private double moving;
    private double heights;
    private double onFloor;
    private double metres;
    private double left;
    private double middle;
    private double right;

    ActivitySum(double aspect, int zones) {
        this.third = aspect / 6;
        this.zones = new double[zones];
    }

    void add(Stride stride, int index, List<ZoneStays> stays) {
        double seconds = stride.seconds();
        present += seconds;
        heights += stride.heights();
        moving += stride.moving() ? seconds : 0;
        if (!Double.isNaN(stride.metres())) {
            onFloor += seconds;
            metres += stride.metres();
        }
        left += stride.x() < -third ? seconds : 0;
        right += stride.x() > third ? seconds : 0;
        middle += Math.abs(stride.x()) <= third ? seconds : 0;
        for (int z = 0; z < zones.length; z++) {
            zones[z] += stays.get(z).inside()[index] ? seconds : 0;
        }
    }

    Activity activity() {
        return new Activity(
                present,
                moving,
                heights,
                onFloor,
                metres,
                left,
                middle,
                right,
                Arrays.stream(zones).boxed().toList());
    }
}
