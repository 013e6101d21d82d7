package dev.lectern.track;

import java.util.Objects;

/**
 * A person followed without a break of more than a few seconds. Corrections name these.
 *
 * @param id names its first detection; the same whenever the detections are the same
 * @param span from the first to the last sight
 * @param sights in how many samples the person was seen
 * @param quality how far it is to be trusted, 0 to 1
 */
public record TrackletSummary(String id, Span span, int sights, double quality) {

    public TrackletSummary {
        Objects.requireNonNull(id);
        Objects.requireNonNull(span);
        if (sights < 1 || !(quality >= 0 && quality <= 1)) {
            throw new IllegalArgumentException(id + " with " + sights + " sights of quality " + quality);
        }
    }

    static TrackletSummary of(Tracklet tracklet) {
        return new TrackletSummary(
                tracklet.id(),
                new Span(tracklet.first().tMs(), tracklet.last().tMs()),
                tracklet.length(),
                tracklet.quality());
    }
}
