package dev.lectern.evaluate;

import java.nio.file.Path;

/** A truth file cannot be used; the message is one sentence for the person who gave it. */
public final class InvalidTruth extends Exception {

    private static final long serialVersionUID = 1L;

    /** The recording that a truth file is about is not beside it. */
    public static InvalidTruth withoutRecording(Path truth, Path recording) {
        return new InvalidTruth("The truth file " + truth + " is about " + recording.getFileName()
                + ", and there is no such file beside it that can be read.");
    }

    /** Two truth files have one name. */
    public static InvalidTruth twice(String name) {
        return new InvalidTruth("There are two truth files with the name " + name + "; rename one of them.");
    }

    InvalidTruth(String sentence) {
        super(sentence);
    }

    InvalidTruth(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
