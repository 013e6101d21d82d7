package dev.lectern.http;

import java.util.HashMap;
import java.util.Map;

/** How many of something each client has at the moment. Lives on one event loop. */
final class Tally {

    private final Map<String, Integer> counts = new HashMap<>();
    private int all;

    void add(String client) {
        counts.merge(client, 1, Integer::sum);
        all++;
    }

    void remove(String client) {
        counts.computeIfPresent(client, (key, count) -> count > 1 ? count - 1 : null);
        all--;
    }

    int of(String client) {
        return counts.getOrDefault(client, 0);
    }

    int all() {
        return all;
    }
}
