package dev.lectern.job;

/** What a worker can be asked to do, in the order in which one recording needs it. */
public enum TaskKind {
    /** Recording to {@link Inspection}. */
    INSPECT("inspect"),
    /** Recording to a video that every browser plays. */
    TRANSCODE("transcode"),
    /** One segment of the recording to the people seen in its sampled frames. */
    DETECT("detect"),
    /** All detections to the instructor's track. */
    TRACK("track"),
    /** A result drawn onto the recording, as a video. */
    RENDER("render");

    private final String label;

    TaskKind(String label) {
        this.label = label;
    }

    /** The name used in Redis, logs, events and URLs. */
    public String label() {
        return label;
    }
}
