package dev.lectern.depot;

import java.time.Duration;

/**
 * What the depot takes in.
 *
 * @param artefactBytes the largest artefact
 * @param reserveBytes how much of the disk stays free
 * @param partialKept how long an artefact waits for its next piece; longer than a worker goes on trying
 * @param sweepEvery how often what nobody wants is looked for
 */
record DepotLimits(long artefactBytes, long reserveBytes, Duration partialKept, Duration sweepEvery) {

    static final DepotLimits USUAL =
            new DepotLimits(64L << 30, 512L << 20, Duration.ofMinutes(15), Duration.ofMinutes(1));
}
