package dev.lectern.depot;

import java.io.IOException;

/** What arrived is not what was sent, or not what was promised. */
final class Damaged extends IOException {

    private static final long serialVersionUID = 1L;

    Damaged(String sentence) {
        super(sentence);
    }
}
