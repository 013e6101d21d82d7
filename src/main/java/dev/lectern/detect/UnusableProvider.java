package dev.lectern.detect;

/** What was asked for cannot run models on this machine; the message is one sentence for the operator, with what can. */
public final class UnusableProvider extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableProvider(String sentence) {
        super(sentence);
    }

    UnusableProvider(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
