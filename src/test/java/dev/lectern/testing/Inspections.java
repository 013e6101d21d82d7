package dev.lectern.testing;

import dev.lectern.job.Inspection;
import dev.lectern.job.Playability;

/** What inspecting a recording might have told. */
public final class Inspections {

    private Inspections() {}

    /** A recording of 25 pictures per second that every browser plays and that can be cut anywhere. */
    public static Inspection ofSeconds(double seconds) {
        return of(seconds, true, Playability.AS_IS);
    }

    public static Inspection of(double seconds, boolean exactSeek, Playability playability) {
        long durationMs = Math.round(seconds * 1000);
        return of(durationMs, Math.max(1, durationMs / 40), exactSeek, playability);
    }

    /** A recording whose pictures must be encoded again, and that can be cut anywhere. */
    public static Inspection toEncode(double seconds) {
        return toEncode(of(seconds, true, Playability.TRANSCODE));
    }

    /** The same recording, if no browser showed its pictures. */
    public static Inspection toEncode(Inspection like) {
        return toEncode(like, like.audioCodec());
    }

    /**
     * The same recording, if no browser showed its pictures and it had this sound.
     *
     * @param audioCodec null for none
     */
    public static Inspection toEncode(Inspection like, String audioCodec) {
        return new Inspection(
                like.width(),
                like.height(),
                like.storedWidth(),
                like.storedHeight(),
                like.rotation(),
                like.fps(),
                like.variableFrameRate(),
                like.durationMs(),
                like.lastPictureMs(),
                like.pictures(),
                like.container(),
                like.videoStream(),
                like.videoCodec(),
                like.pixelFormat(),
                audioCodec,
                like.interlaced(),
                like.exactSeek(),
                Playability.TRANSCODE,
                like.survey(),
                true);
    }

    /** A recording with pictures far apart. */
    public static Inspection sparse(long seconds, long pictures) {
        return of(seconds * 1000, pictures, true, Playability.AS_IS);
    }

    private static Inspection of(long durationMs, long pictures, boolean exactSeek, Playability playability) {
        return new Inspection(
                1280,
                720,
                1280,
                720,
                0,
                25,
                false,
                durationMs,
                Math.max(0, durationMs - 40),
                pictures,
                "mov,mp4,m4a,3gp,3g2,mj2",
                0,
                "h264",
                "yuv420p",
                null,
                false,
                exactSeek,
                playability);
    }
}
