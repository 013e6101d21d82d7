package dev.lectern.job;

import java.util.Objects;

/**
 * What is known of a recording after its packets were read once. Sizes are in pixels, times in milliseconds with the start of
 * the recording at 0; they follow the pictures and not the container's header, which may lie.
 *
 * @param width width of the upright picture with square pixels (rotation and sample aspect ratio applied), at least 1
 * @param height height of the upright picture with square pixels, at least 1
 * @param storedWidth width of the picture as it is coded
 * @param storedHeight height of the picture as it is coded
 * @param rotation degrees by which a player turns the coded picture clockwise: 0, 90, 180 or 270
 * @param fps mean pictures per second, above 0
 * @param variableFrameRate whether the time between pictures changes by more than rounding
 * @param durationMs from the start of the recording to the end of its last picture
 * @param lastPictureMs presentation time of the last picture
 * @param pictures how many pictures (packets of the video stream) the file holds, at least 1
 * @param container the demuxer's name, for example {@code mov,mp4,m4a,3gp,3g2,mj2}
 * @param videoStream index of the chosen video stream within the file
 * @param videoCodec for example {@code h264}
 * @param pixelFormat for example {@code yuv420p}; empty if unknown
 * @param audioCodec for example {@code aac}; null if the recording has no sound
 * @param interlaced whether the pictures are made of two fields
 * @param exactSeek whether a seek lands on the very picture asked for, so that segments can be read on their own
 * @param playability what browsers need
 * @param survey how large people are in it; null if it was inspected by a version that did not find that out
 * @param encodePictures whether its pictures must be encoded again before a browser shows them; false also if it was inspected by a
 *     version that did not say that
 */
public record Inspection(
        int width,
        int height,
        int storedWidth,
        int storedHeight,
        int rotation,
        double fps,
        boolean variableFrameRate,
        long durationMs,
        long lastPictureMs,
        long pictures,
        String container,
        int videoStream,
        String videoCodec,
        String pixelFormat,
        String audioCodec,
        boolean interlaced,
        boolean exactSeek,
        Playability playability,
        Survey survey,
        boolean encodePictures) {

    public Inspection {
        Objects.requireNonNull(container);
        Objects.requireNonNull(videoCodec);
        Objects.requireNonNull(pixelFormat);
        Objects.requireNonNull(playability);
        if (width < 1 || height < 1 || storedWidth < 1 || storedHeight < 1) {
            throw new IllegalArgumentException("a picture of " + width + "x" + height);
        }
        if (rotation % 90 != 0 || rotation < 0 || rotation > 270) {
            throw new IllegalArgumentException("a rotation of " + rotation);
        }
        if (!(fps > 0) || durationMs < 0 || lastPictureMs < 0 || pictures < 1) {
            throw new IllegalArgumentException("fps " + fps + ", duration " + durationMs + " ms, last picture at "
                    + lastPictureMs + " ms, " + pictures + " pictures");
        }
    }

    /** A recording in which one look at each picture is enough. */
    public Inspection(
            int width,
            int height,
            int storedWidth,
            int storedHeight,
            int rotation,
            double fps,
            boolean variableFrameRate,
            long durationMs,
            long lastPictureMs,
            long pictures,
            String container,
            int videoStream,
            String videoCodec,
            String pixelFormat,
            String audioCodec,
            boolean interlaced,
            boolean exactSeek,
            Playability playability) {
        this(
                width,
                height,
                storedWidth,
                storedHeight,
                rotation,
                fps,
                variableFrameRate,
                durationMs,
                lastPictureMs,
                pictures,
                container,
                videoStream,
                videoCodec,
                pixelFormat,
                audioCodec,
                interlaced,
                exactSeek,
                playability,
                Survey.UNNEEDED,
                false);
    }

    /** The same recording, surveyed. */
    public Inspection with(Survey found) {
        return new Inspection(
                width,
                height,
                storedWidth,
                storedHeight,
                rotation,
                fps,
                variableFrameRate,
                durationMs,
                lastPictureMs,
                pictures,
                container,
                videoStream,
                videoCodec,
                pixelFormat,
                audioCodec,
                interlaced,
                exactSeek,
                playability,
                found,
                encodePictures);
    }

    /** Whether its sound, if it has some, must be encoded again before a browser plays it. */
    public boolean encodeSound() {
        return !Playability.playsSound(audioCodec);
    }

    /** Whether its pictures are looked at twice, because people are small in it. */
    public boolean smallPeople() {
        return survey != null && survey.small();
    }
}
