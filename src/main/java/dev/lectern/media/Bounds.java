package dev.lectern.media;

import dev.lectern.job.TaskFailure;

/**
 * How large a recording may be in its dimensions, whatever its file's size. They are checked before anything but a first picture is
 * decoded, and against the times of the pictures, not against the header.
 */
final class Bounds {

    /** Most pixels of a picture: enough for 8K, and decoding stays within {@link Limits#memoryBytes()}. */
    static final long PIXELS = 36_000_000;

    /** Most streams of pictures, sound, subtitles and attachments. */
    static final int STREAMS = 100;

    /** Longest recording, in hours. */
    static final int HOURS = 24;

    /** Most pictures per second on average; slow-motion cameras reach 1,000. */
    static final int FPS = 1_200;

    private static final double SECONDS = HOURS * 3600.0;

    private Bounds() {}

    /** @throws TaskFailure permanent if the recording is longer than {@value #HOURS} h already */
    static void checkLength(double seconds) throws TaskFailure {
        if (seconds > SECONDS) {
            throw TaskFailure.permanent(Sentences.TOO_LONG);
        }
    }

    /** @throws TaskFailure permanent if there are more pictures a second than any camera makes */
    static void checkRate(double fps) throws TaskFailure {
        if (fps > FPS) {
            throw TaskFailure.permanent(Sentences.TOO_FAST);
        }
    }
}
