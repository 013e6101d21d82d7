package dev.lectern.chaos;

/** How a process is struck. */
enum Blow {
    /** It is gone, and could do nothing about it. */
    KILL("kill -9"),
    /** It holds still for a while and wakes up without knowing. */
    FREEZE("SIGSTOP");

    private final String label;

    Blow(String label) {
        this.label = label;
    }

    @Override
    public String toString() {
        return label;
    }
}
