package dev.lectern.job;

/** What a worker can be asked to do, in the order in which one recording needs it. */
public enum TaskKind {
    /** Recording to {@link Inspection}. */
    INSPECT("inspect"),
    /** One {@link Piece} of a recording whose pictures must be encoded again to those pictures, or its sound, encoded. */
    ENCODE("encode", true),
    /** Recording, and its encoded pieces if it has some, to a video that every browser plays. */
    TRANSCODE("transcode"),
    /** One segment of the recording to the people seen in its sampled frames. */
    DETECT("detect", true),
    /** All detections to the instructor's track. */
    TRACK("track"),
    /** A result drawn onto the recording, as a video. */
    RENDER("render");

    private final String label;
    private final boolean numbered;

    TaskKind(String label) {
        this(label, false);
    }

    TaskKind(String label, boolean numbered) {
        this.label = label;
        this.numbered = numbered;
    }

    /** The name used in Redis, logs, events and URLs. */
    public String label() {
        return label;
    }

    /** Whether there is one for each part of a recording. */
    public boolean numbered() {
        return numbered;
    }
}
