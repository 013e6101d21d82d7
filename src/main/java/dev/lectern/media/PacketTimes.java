package dev.lectern.media;

import java.util.PriorityQueue;

/**
 * What the times of a stream's packets say about it. Packets come in the order in which they are decoded; a small window puts them
 * back into the order in which they are shown, so that any length takes the same memory.
 */
final class PacketTimes {

    /** More pictures than any codec holds back for reordering. */
    private static final int WINDOW = 64;

    private final PriorityQueue<Double> window = new PriorityQueue<>();
    private long pictures;
    private boolean complete = true;
    private boolean decodeOrder = true;
    private boolean distinct = true;
    private boolean discarded;
    private double lastDts = Double.NEGATIVE_INFINITY;
    private double first = Double.NaN;
    private double last = Double.NaN;
    private double durationOfLast;
    private double maxPts = Double.NEGATIVE_INFINITY;
    private double shortest = Double.POSITIVE_INFINITY;
    private double longest;
    private long intervals;
    private double lastKey = Double.NaN;
    private double farthestFromKey;

    /** The packet that is added next can be decoded without those before it. */
    void keyFollows() {
        lastKey = Double.NaN;
    }

    /**
     * One more packet.
     *
     * @param pts seconds from the start of the recording at which it is shown; NaN if unknown
     * @param dts seconds at which it is decoded; NaN if unknown
     * @param duration seconds; 0 if unknown
     * @param discard whether a player does not show it
     */
    void add(double pts, double dts, double duration, boolean discard) {
        discarded |= discard;
        double time = Double.isNaN(pts) ? dts : pts;
        complete &= !Double.isNaN(pts);
        if (!Double.isNaN(dts)) {
            decodeOrder &= dts >= lastDts;
            lastDts = dts;
        }
        if (Double.isNaN(time) || discard) {
            return;
        }
        pictures++;
        lastKey = Double.isNaN(lastKey) ? time : lastKey;
        farthestFromKey = Math.max(farthestFromKey, time - lastKey);
        if (time > maxPts) {
            maxPts = time;
            durationOfLast = duration;
        }
        window.add(time);
        if (window.size() > WINDOW) {
            shown(window.poll());
        }
    }

    /** No packet follows. */
    void end() {
        while (!window.isEmpty()) {
            shown(window.poll());
        }
    }

    private void shown(double time) {
        if (Double.isNaN(first)) {
            first = time;
        } else {
            double interval = time - last;
            decodeOrder &= interval >= 0;
            distinct &= interval > 0;
            intervals++;
            shortest = Math.min(shortest, interval);
            longest = Math.max(longest, interval);
        }
        last = time;
    }

    long pictures() {
        return pictures;
    }

    /** Time of the first picture in seconds. */
    double first() {
        return first;
    }

    /** Time of the last picture in seconds. */
    double last() {
        return maxPts;
    }

    /** Seconds from one picture to the next on average; with one picture alone, how long it is shown. */
    double meanInterval() {
        if (intervals > 0 && maxPts > first) {
            return (maxPts - first) / intervals;
        }
        return durationOfLast > 0 && durationOfLast <= 10 ? durationOfLast : 0.04;
    }

    /** When the last picture ends. Its own duration is believed if it is like those of the others. */
    double end(double fallback) {
        double usual = Math.max(meanInterval(), fallback);
        return maxPts + (durationOfLast > 0 && durationOfLast <= 2 * usual ? durationOfLast : meanInterval());
    }

    /** Whether intervals differ by more than containers round (Matroska counts whole milliseconds). */
    boolean variable() {
        return intervals > 1 && longest - shortest > Math.max(0.0025, 0.1 * meanInterval());
    }

    /** Whether every packet has a time of its own, times only go forward, and every picture is meant to be shown. */
    boolean sane() {
        return complete && decodeOrder && distinct && !discarded;
    }

    /** How many seconds a picture is at most behind the one from which decoding can begin. */
    double farthestFromKey() {
        return farthestFromKey;
    }

    /** Whether times only go forward. */
    boolean forward() {
        return decodeOrder;
    }
}
