package dev.lectern.motion;

import java.util.List;

/**
 * A zone and the stays in it.
 *
 * @param zone as it was drawn
 * @param seconds in all visits
 * @param visits of at least a second, in order of time
 */
public record ZoneReport(Zone zone, double seconds, List<Visit> visits) {

    public ZoneReport {
        visits = List.copyOf(visits);
    }

    /** The longest stay in seconds; 0 without any. */
    public double longestSeconds() {
        return visits.stream()
                .mapToDouble(v -> (v.toMs() - v.fromMs()) / 1000.0)
                .max()
                .orElse(0);
    }
}
