package dev.lectern.track;

import dev.lectern.detect.Detection;
import java.util.ArrayList;
import java.util.List;

/** Makes a point of every sample: what was measured, a line across short gaps, and the last known place in long ones. */
final class GapFill {

    /** Where nobody has been seen yet. */
    private static final double MIDDLE = 0.5;

    private GapFill() {}

    /**
     * Fills gaps.
     *
     * @param times presentation times in milliseconds, rising
     * @param seen the instructor's detection in each sample or null, as many as times
     * @param limit gaps of at most this many samples between two detections are bridged
     */
    static List<TrackedSample> fill(long[] times, Detection[] seen, int limit) {
        List<TrackedSample> track = new ArrayList<>(times.length);
        int i = 0;
        int last = -1;
        while (i < times.length) {
            if (seen[i] != null) {
                track.add(new TrackedSample(times[i], seen[i], centreX(seen[i]), centreY(seen[i]), Quality.MEASURED));
                last = i++;
                continue;
            }
            int next = i;
            while (next < times.length && seen[next] == null) {
                next++;
            }
            boolean bridged = last >= 0 && next < times.length && next - i <= limit;
            for (; i < next; i++) {
                track.add(bridged ? between(times, seen, last, i, next) : lost(times[i], last < 0 ? null : seen[last]));
            }
        }
        return track;
    }

    private static TrackedSample between(long[] times, Detection[] seen, int before, int at, int after) {
        double part = (double) (times[at] - times[before]) / (times[after] - times[before]);
        double cx = seen[before].centreX() + part * (seen[after].centreX() - seen[before].centreX());
        double cy = seen[before].centreY() + part * (seen[after].centreY() - seen[before].centreY());
        return new TrackedSample(times[at], null, Rounded.coordinate(cx), Rounded.coordinate(cy), Quality.INTERPOLATED);
    }

    private static TrackedSample lost(long time, Detection last) {
        return new TrackedSample(
                time, null, last == null ? MIDDLE : centreX(last), last == null ? MIDDLE : centreY(last), Quality.LOST);
    }

    private static double centreX(Detection detection) {
        return Rounded.coordinate(detection.centreX());
    }

    private static double centreY(Detection detection) {
        return Rounded.coordinate(detection.centreY());
    }
}
