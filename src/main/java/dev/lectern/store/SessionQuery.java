package dev.lectern.store;

import java.util.List;
import java.util.Objects;

/**
 * Which sessions to list.
 *
 * @param viewer the account that sees them; null sees all
 * @param status how they stand; null for all
 * @param words each of them is somewhere in the name, course, day or id of a session; see {@link #search}
 * @param order what the list begins with
 */
public record SessionQuery(String viewer, SessionStatus status, List<String> words, SessionOrder order) {

    /** More words than this are not looked for. */
    private static final int MOST_WORDS = 8;

    public SessionQuery {
        words = List.copyOf(words);
        Objects.requireNonNull(order);
    }

    /** All that an account may see, newest first; null sees all. */
    public static SessionQuery all(String viewer) {
        return new SessionQuery(viewer, null, List.of(), SessionOrder.NEWEST);
    }

    /**
     * What somebody looks for, whatever the case and the accents of its letters.
     *
     * @param text words; null or blank for all
     */
    public static SessionQuery search(String viewer, SessionStatus status, String text, SessionOrder order) {
        List<String> words = text == null ? List.of() : Folded.words(text);
        return new SessionQuery(viewer, status, words.subList(0, Math.min(MOST_WORDS, words.size())), order);
    }
}
