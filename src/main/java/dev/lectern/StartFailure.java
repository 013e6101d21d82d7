package dev.lectern;

/** Lectern cannot start; the message is one sentence for the person who tried. */
final class StartFailure extends Exception {

    private static final long serialVersionUID = 1L;

    StartFailure(String sentence) {
        super(sentence);
    }

    StartFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
