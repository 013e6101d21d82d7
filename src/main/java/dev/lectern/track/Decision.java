package dev.lectern.track;

import java.util.Map;
import java.util.Objects;

/**
 * Who teaches, and whose sights that was made of.
 *
 * @param result the track with all that was found
 * @param followedMs for each tracklet of which anything is in the track, how long it is what the track follows
 */
public record Decision(TrackingResult result, Map<String, Long> followedMs) {

    public Decision {
        Objects.requireNonNull(result);
        followedMs = Map.copyOf(followedMs);
    }
}
