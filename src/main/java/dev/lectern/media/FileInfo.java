package dev.lectern.media;

import java.util.Optional;

/**
 * What the header and the first pictures of a file say.
 *
 * @param container the demuxer's name
 * @param startSeconds presentation time at which the first stream starts; ffmpeg counts times from there
 * @param headerSeconds how long the chosen pictures last by the header, not to be trusted; 0 if unknown
 * @param video the chosen pictures, if there are any
 * @param videoStreams how many streams of pictures there are, cover pictures left out
 * @param firstVideo whether the chosen one is the first of them
 * @param audioCodec null without sound
 * @param audioStream index of the first sound, -1 without
 * @param brand major brand of an MP4; empty for others
 */
record FileInfo(
        String container,
        double startSeconds,
        double headerSeconds,
        Optional<VideoStream> video,
        int videoStreams,
        boolean firstVideo,
        String audioCodec,
        int audioStream,
        String brand) {

    boolean isMp4Family() {
        return container.startsWith("mov,");
    }

    boolean isMatroska() {
        return container.startsWith("matroska");
    }
}
