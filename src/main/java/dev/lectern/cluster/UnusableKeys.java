package dev.lectern.cluster;

/** Keys or certificates on disk cannot be had; the message is a sentence for the operator that says what would do. */
public final class UnusableKeys extends Exception {

    private static final long serialVersionUID = 1L;

    public UnusableKeys(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
