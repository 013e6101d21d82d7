package dev.lectern.track;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the tracking may be told. Times are in seconds so that the result does not hang on how many frames a second are looked at.
 *
 * @param strongScore detections from here on are associated first, 0 to 1
 * @param birthScore a person begins with a detection of at least this, {@code weakScore} to 1
 * @param weakScore detections from here on may continue a person who is already followed, 0 to {@code strongScore}
 * @param coastSeconds how long a person who is not seen is still expected, above 0
 * @param gapLimitSamples gaps of at most this many samples between two detections are interpolated, at least 0
 */
public record TrackerParameters(
        double strongScore, double birthScore, double weakScore, double coastSeconds, int gapLimitSamples) {

    public static final TrackerParameters DEFAULT = new TrackerParameters(0.35, 0.3, 0.16, 3, 5);

    public TrackerParameters {
        if (!(0 <= weakScore && weakScore <= strongScore && strongScore <= 1)) {
            throw new IllegalArgumentException("scores from " + weakScore + " to " + strongScore);
        }
        if (!(weakScore <= birthScore && birthScore <= 1)) {
            throw new IllegalArgumentException("a birth score of " + birthScore);
        }
        if (!(coastSeconds > 0) || gapLimitSamples < 0) {
            throw new IllegalArgumentException(
                    "coasting for " + coastSeconds + " s, bridging " + gapLimitSamples + " samples");
        }
    }

    /** For {@link ProcessingMeta#trackerParams()}. */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("strongScore", strongScore);
        map.put("birthScore", birthScore);
        map.put("weakScore", weakScore);
        map.put("coastSeconds", coastSeconds);
        return map;
    }

    /** For {@link ProcessingMeta#cleaning()}. */
    public Map<String, Object> cleaning() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("edgeRepair", EdgeRepair.NAME);
        map.put("interpolation", "linear");
        map.put("gapLimitSamples", gapLimitSamples);
        return map;
    }
}
