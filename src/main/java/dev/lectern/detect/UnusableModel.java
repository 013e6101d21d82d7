package dev.lectern.detect;

/** A file is not a detection model that is understood; the message is one sentence that says what is wrong and what would do. */
public final class UnusableModel extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableModel(String sentence) {
        super(sentence);
    }

    UnusableModel(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
