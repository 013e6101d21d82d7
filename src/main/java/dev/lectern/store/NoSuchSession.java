package dev.lectern.store;

/** A job was to be added to a session that does not exist, or no longer. */
public final class NoSuchSession extends Exception {

    private static final long serialVersionUID = 1L;

    NoSuchSession(String sessionId) {
        super("no session " + sessionId);
    }
}
