package dev.lectern.chaos;

import dev.lectern.testing.RunningLectern;

/** A recording that was accepted, what must come of it, and what is told about it. */
record Work(RunningLectern.Accepted accepted, Reference reference, Follower follower) {

    String jobId() {
        return accepted.jobId();
    }

    String sessionId() {
        return accepted.sessionId();
    }
}
