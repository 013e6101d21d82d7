package dev.lectern.job;

/** What a job is for. */
public enum Goal {
    /** A result: where the instructor was at every moment. */
    TRACK("track"),
    /** A video with the result drawn onto the recording. */
    RENDER("render");

    private final String label;

    Goal(String label) {
        this.label = label;
    }

    /** The name on the wire. */
    public String label() {
        return label;
    }
}
