package dev.lectern.job;

/**
 * How a job comes along, for those who wait for it.
 *
 * @param attempt which attempt at its task it is that came further last, from 1
 * @param etaSeconds how long the rest will take; null while that cannot be told, as when nothing moves
 * @param framesPerSecond pictures that the {@link Job#stage()} gets through in a second: for {@link TaskKind#DETECT} the
 *     sampled ones, for {@link TaskKind#ENCODE} and {@link TaskKind#TRANSCODE} all; null if it has none or nothing moves
 * @param segmentsDone segments whose detections exist
 * @param segments how many there are; 0 before that is known
 * @param stalledSeconds for how long nothing has moved; null if something does
 */
public record Pace(
        int attempt, Long etaSeconds, Double framesPerSecond, int segmentsDone, int segments, Long stalledSeconds) {

    public Pace {
        if (attempt < 1 || segmentsDone < 0 || segmentsDone > segments) {
            throw new IllegalArgumentException(
                    "attempt " + attempt + ", " + segmentsDone + " of " + segments + " segments");
        }
        if (etaSeconds != null && etaSeconds < 0
                || framesPerSecond != null && !(framesPerSecond >= 0)
                || stalledSeconds != null && stalledSeconds < 0) {
            throw new IllegalArgumentException(
                    etaSeconds + " s to go, " + framesPerSecond + " per second, nothing for " + stalledSeconds + " s");
        }
    }
}
