package dev.lectern.store;

import java.util.List;

/**
 * Some sessions, in the order that was asked for.
 *
 * @param sessions the sessions
 * @param next where the page that follows begins; null if there is none
 */
public record SessionPage(List<SessionRow> sessions, SessionCursor next) {

    public SessionPage {
        sessions = List.copyOf(sessions);
    }
}
