package dev.lectern.media;

/** What was asked for cannot decode pictures on this machine; the message is one sentence for the operator, with what may. */
public final class UnusableDecoder extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableDecoder(String sentence) {
        super(sentence);
    }
}
