package dev.lectern.media;

import dev.lectern.job.Playability;
import java.util.Set;

/** What every browser plays. */
final class Browsers {

    private static final Set<String> PIXELS = Set.of("yuv420p", "yuvj420p");
    /** A header may be this far from the pictures before the player's time bar misleads. */
    private static final double HEADER_TOLERANCE_SECONDS = 2;

    private Browsers() {}

    static Playability playability(FileInfo info, VideoStream video, Mp4Layout layout, PacketTimes times) {
        if (!showsPictures(video) || !times.forward() || !playsSound(info)) {
            return Playability.TRANSCODE;
        }
        boolean container =
                info.isMp4Family() && !info.brand().startsWith("qt") && layout.indexInFront() && !layout.fragmented();
        boolean asItIs = container
                && info.firstVideo()
                && times.sane()
                && Math.abs(info.startSeconds()) < 0.1
                && Math.abs(info.headerSeconds() - times.end(0)) <= HEADER_TOLERANCE_SECONDS;
        return asItIs ? Playability.AS_IS : Playability.REMUX;
    }

    /**
     * Whether the pictures must be encoded again for a recording to become playable. What asks for a new encoding may be the sound
     * alone; if it is neither of the two by itself, it is the times of the pictures.
     */
    static boolean needsNewPictures(FileInfo info, VideoStream video, Playability playability) {
        return !showsPictures(video) || playability == Playability.TRANSCODE && playsSound(info);
    }

    /** Whether the pictures need no new encoding. */
    static boolean showsPictures(VideoStream video) {
        return video.codec().equals("h264")
                && PIXELS.contains(video.pixelFormat())
                && !video.interlaced()
                && video.plainMatrix()
                && video.codedWidth() % 2 == 0
                && video.codedHeight() % 2 == 0;
    }

    /** Whether the sound needs no new encoding. */
    static boolean playsSound(FileInfo info) {
        return Playability.playsSound(info.audioCodec());
    }
}
