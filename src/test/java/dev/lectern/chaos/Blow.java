package dev.lectern.chaos;

/** How a process is struck. */
enum Blow {
    /** It is gone, and could do nothing about it. */
    KILL("kill -9"),
    /** It holds still for a while and wakes up without knowing. */
    FREEZE("SIGSTOP"),
    /** The cable between it and the others is pulled, and put back later. */
    CUT("network cut"),
    /** Its disk is full. */
    FILL("disk full");

    private final String label;

    Blow(String label) {
        this.label = label;
    }

    /** What it takes to strike like that. */
    Ground.Kind ground() {
        return switch (this) {
            case KILL, FREEZE -> Ground.Kind.ONE_MACHINE;
            case CUT -> Ground.Kind.OWN_NETWORKS;
            case FILL -> Ground.Kind.OWN_DISKS;
        };
    }

    @Override
    public String toString() {
        return label;
    }
}
