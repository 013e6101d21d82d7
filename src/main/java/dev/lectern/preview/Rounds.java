package dev.lectern.preview;

import java.util.HashMap;
import java.util.Map;

/** One round at a time for each recording; whoever comes during one has it done again afterwards, once. Thread safe. */
final class Rounds {

    private final Map<String, Boolean> again = new HashMap<>();

    /** Answers whether to begin one; if not, the one under way is followed by another. */
    synchronized boolean begin(String sessionId) {
        return again.put(sessionId, again.containsKey(sessionId)) == null;
    }

    /** One is over; answers whether it is to be followed by another. */
    synchronized boolean end(String sessionId) {
        return again.remove(sessionId);
    }
}
