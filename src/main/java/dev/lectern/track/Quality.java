package dev.lectern.track;

import java.util.Locale;

/** Where a point of the track comes from. */
public enum Quality {
    /** The instructor was detected in this sample. */
    MEASURED,
    /** On the line between two detections that are close in time. */
    INTERPOLATED,
    /** Not known: repeats the last known centre. */
    LOST;

    /** The name on the wire. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
