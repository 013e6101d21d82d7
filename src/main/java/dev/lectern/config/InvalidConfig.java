package dev.lectern.config;

import java.util.List;

/** The settings cannot be used. The message has one sentence a line, for the one who starts Lectern. */
public final class InvalidConfig extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidConfig(List<String> sentences) {
        super(String.join(System.lineSeparator(), sentences));
    }

    InvalidConfig(String sentence) {
        super(sentence);
    }
}
