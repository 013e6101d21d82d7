package dev.lectern.track;

/** Something cannot be said of this recording; the message says why, for who said it. */
public final class InvalidAmendment extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidAmendment(String sentence) {
        super(sentence, null, false, false);
    }
}
