package dev.lectern.chaos;

/** What is struck. */
enum Victim {
    SERVER("server"),
    WORKER("worker"),
    /** The one that the server brings along, starts and starts again. */
    REDIS("Redis"),
    /** One that somebody else looks after. */
    OWN_REDIS("Redis of one's own");

    private final String label;

    Victim(String label) {
        this.label = label;
    }

    @Override
    public String toString() {
        return label;
    }
}
