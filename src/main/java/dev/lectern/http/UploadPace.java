package dev.lectern.http;

/**
 * Whether the sender of a recording is too slow, looked at once in each {@link HttpLimits#uploadPatience}. One that was told to pause since
 * the last look is not the one who is slow. Lives on one event loop.
 */
final class UploadPace {

    private final double least;
    private long recentBytes;
    private boolean paused;
    private boolean heldBack;

    UploadPace(HttpLimits limits) {
        this.least = limits.uploadBytesPerSecond() * (limits.uploadPatience().toMillis() / 1000.0);
    }

    void came(int bytes) {
        recentBytes += bytes;
    }

    /** The sender was told to wait for the disk. */
    void pause() {
        paused = true;
        heldBack = true;
    }

    void resume() {
        paused = false;
    }

    boolean isPaused() {
        return paused;
    }

    /** Whether too little came since the last look. */
    boolean tooSlow() {
        boolean slow = !paused && !heldBack && recentBytes < least;
        recentBytes = 0;
        heldBack = paused;
        return slow;
    }
}
