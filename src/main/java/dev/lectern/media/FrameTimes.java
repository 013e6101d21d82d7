package dev.lectern.media;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The presentation times that ffmpeg prints on its standard error, one line just before each frame that it writes. A line begins
 * with a word that only this run knows, so that neither a message nor the content of a file is taken for one.
 */
final class FrameTimes {

    /** A time as ffmpeg has it: {@code pts * numerator / denominator} seconds. */
    record Time(long pts, long numerator, long denominator) {

        double seconds() {
            // The same product, in the same order, that ffmpeg's filters call t.
            return pts * ((double) numerator / denominator);
        }

        /** Milliseconds, rounded half up. */
        long ms() {
            return Math.floorDiv(2000 * pts * numerator + denominator, 2 * denominator);
        }
    }

    private static final Time END = new Time(0, 0, 1);

    private final String word = "frame-" + Long.toHexString(Double.doubleToLongBits(Math.random()));
    private final BlockingQueue<Time> times = new LinkedBlockingQueue<>();

    /** The output options that make ffmpeg print. */
    String[] options() {
        return new String[] {
            "-fps_mode",
            "passthrough",
            "-enc_time_base",
            "filter",
            "-stats_enc_pre:v",
            "pipe:2",
            "-stats_enc_pre_fmt:v",
            word + " {pts} {tb} "
        };
    }

    /** Takes a line of standard error, on the thread that reads it; false if it says something else, or something else as well. */
    boolean line(String line) {
        // A message that was half written may stand before it.
        int at = line.indexOf(word);
        if (at >= 0) {
            String[] parts = line.substring(at).split("[ /]");
            times.add(new Time(Long.parseLong(parts[1]), Long.parseLong(parts[2]), Long.parseLong(parts[3])));
        }
        return at == 0;
    }

    /** No line follows. */
    void end() {
        times.add(END);
    }

    /** The time of the next frame, or null after the last; waits for it. */
    Time next() throws InterruptedException {
        Time time = times.take();
        if (time == END) {
            times.add(END);
            return null;
        }
        return time;
    }
}
