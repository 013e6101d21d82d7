package dev.lectern.track;

/**
 * A person as a possible instructor.
 *
 * @param id as in {@link PersonSummary}
 */
record Candidate(String id, Person person, Evidence evidence) {

    /** Seen for less than this, in seconds and as a share of the recording, somebody only came by. */
    private static final double PASSING_SECONDS = 10;

    private static final double PASSING_SHARE = 0.05;
    /** A picture is one only if it was looked at for a while, and is a picture all the time. */
    private static final double PICTURE_SECONDS = 20;

    private static final double PICTURE_ALIVE = 0.1;
    private static final double PICTURE_WALKING = 0.02;

    double score() {
        return evidence.score();
    }

    /** Why this cannot be the instructor, as the end of a sentence; null if it can. */
    String objection() {
        if (passes()) {
            return "only comes by";
        }
        return picture() ? "never moves, as a picture on a wall or a slide" : null;
    }

    boolean overlaps(Person other) {
        return person.first().frame() <= other.last().frame()
                && other.first().frame() <= person.last().frame();
    }

    private boolean passes() {
        return evidence.seconds() < PASSING_SECONDS && evidence.presence() < PASSING_SHARE;
    }

    private boolean picture() {
        return evidence.seconds() >= PICTURE_SECONDS
                && evidence.alive() <= PICTURE_ALIVE
                && evidence.walking() <= PICTURE_WALKING;
    }
}
