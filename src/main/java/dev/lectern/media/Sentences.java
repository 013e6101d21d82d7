package dev.lectern.media;

/** What a teacher is told about a recording that cannot be processed. */
final class Sentences {

    static final String NOT_A_VIDEO =
            "This file is not a video that can be read. Please export the recording as MP4 and upload it again.";
    static final String EMPTY = "This file is empty. Please check the recording and upload it again.";
    static final String NO_PICTURES = "This file has no moving pictures, only sound or a still picture.";
    static final String UNKNOWN_CODEC =
            "This recording is stored in a format that is not supported. Please export it as MP4 (H.264) and upload it again.";
    static final String DAMAGED =
            "No picture of this recording can be shown; the file is damaged. Please export or copy it again.";
    static final String TOO_MUCH_MEMORY =
            "This recording needs too much memory to be read. Please export it in 4K or smaller.";
    static final String NOT_CONVERTED =
            "This recording could not be converted for the browser; the file may be damaged. Please export it as MP4 (H.264).";

    static final String NO_ROOM =
            "There was no room left on the disk for the converted recording. Make room, and process it again.";

    static final String NOT_WRITTEN = "The video could not be written; perhaps the disk is full";

    static final String TOO_LONG = "This recording is longer than " + Bounds.HOURS
            + " hours, or the times in it are wrong. Please cut or export it again.";
    static final String TOO_FAST =
            "This recording has more than " + Bounds.FPS + " pictures a second. Please export it with 60 or fewer.";
    static final String TOO_MANY_STREAMS = "This file has more than " + Bounds.STREAMS
            + " tracks of pictures, sound and subtitles. Please export it with one picture and one sound track.";

    private Sentences() {}

    static String tooLarge(String width, String height) {
        return "The pictures of this recording are " + width + " × " + height
                + " pixels, which is too large. Please export it in 4K or smaller.";
    }
}
