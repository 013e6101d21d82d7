package dev.lectern.depot;

/** When something last moved on a connection. Thread safe. */
final class Heartbeat {

    private volatile long last = System.nanoTime();

    void beat() {
        last = System.nanoTime();
    }

    long silentNanos() {
        return System.nanoTime() - last;
    }
}
