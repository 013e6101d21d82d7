package dev.lectern.people;

/** A result cannot be derived anew; the message says why and what to do. */
final class Uncorrectable extends Exception {

    private static final long serialVersionUID = 1L;

    Uncorrectable(String sentence) {
        super(sentence);
    }

    Uncorrectable(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
