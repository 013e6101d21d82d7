package dev.lectern.chaos;

import java.util.Locale;

/** When it is struck. */
enum Moment {
    /** Half of the recording has been sent. */
    UPLOAD,
    /** The recording was accepted and nobody has begun with it. */
    QUEUED,
    INSPECT,
    /** A piece of the video is encoded. */
    ENCODE,
    TRANSCODE,
    DETECT,
    TRACK,
    /** What a worker made is on its way to where it belongs. */
    PUBLISH,
    /** The session is being deleted while it is worked on. */
    DELETE;

    /** Whether a worker has a task in its hands then, which must go to another one if the worker is struck. */
    boolean isTask() {
        return switch (this) {
            case INSPECT, ENCODE, TRANSCODE, DETECT, TRACK, PUBLISH -> true;
            case UPLOAD, QUEUED, DELETE -> false;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
