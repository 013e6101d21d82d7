package dev.lectern.media;

import dev.lectern.job.TaskFailure;

/** What a file must have to be processed at all. */
final class Checks {

    private Checks() {}

    /**
     * The pictures of a file.
     *
     * @throws TaskFailure permanent if there are none, or none of a size that can be handled
     */
    static VideoStream picturesOf(FileInfo info) throws TaskFailure {
        VideoStream video = info.video().orElseThrow(() -> TaskFailure.permanent(Sentences.NO_PICTURES));
        if (video.codec().equals("unknown")) {
            throw TaskFailure.permanent(Sentences.UNKNOWN_CODEC);
        }
        if (video.codedWidth() < 1 || video.codedHeight() < 1) {
            throw TaskFailure.permanent(Sentences.DAMAGED);
        }
        if ((long) video.codedWidth() * video.codedHeight() > Bounds.PIXELS) {
            throw TaskFailure.permanent(
                    Sentences.tooLarge(Integer.toString(video.codedWidth()), Integer.toString(video.codedHeight())));
        }
        return video;
    }
}
