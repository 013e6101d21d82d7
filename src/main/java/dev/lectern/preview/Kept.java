package dev.lectern.preview;

import dev.lectern.http.Previews.Preview;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The newest preliminary result of each recording, of those that were made last. What is forgotten while another one is being made does not
 * come back with it. Thread safe.
 */
final class Kept {

    /** About a megabyte each for hours. One that is not kept comes again with the next segment. */
    private static final int MOST = 32;

    /** One, and when and how it was made. */
    record Entry(Preview preview, Cadence.Made made) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
            return size() > MOST;
        }
    };
    private final Set<String> awaited = new HashSet<>();

    /** Of which recordings there is one. */
    synchronized List<String> sessions() {
        return List.copyOf(entries.keySet());
    }

    synchronized Optional<Entry> of(String sessionId) {
        return Optional.ofNullable(entries.get(sessionId));
    }

    /** One is about to be kept, unless the recording is forgotten first. */
    synchronized void await(String sessionId) {
        awaited.add(sessionId);
    }

    /** Answers whether it is kept. */
    synchronized boolean keep(String sessionId, Entry entry) {
        boolean wanted = awaited.remove(sessionId);
        if (wanted) {
            entries.put(sessionId, entry);
        }
        return wanted;
    }

    synchronized void forget(String sessionId) {
        awaited.remove(sessionId);
        entries.remove(sessionId);
    }
}
