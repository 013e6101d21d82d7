package dev.lectern.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often each client may do something: a bucket of tokens that fills evenly, and is full at first. What is known of clients is
 * bounded; who was not seen for longest is forgotten first, and begins anew. Lives on one event loop.
 */
final class Rate {

    private static final int CLIENTS = 10_000;
    private static final double NANOS_PER_MINUTE = 60e9;

    private final int perMinute;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > CLIENTS;
        }
    };

    private record Bucket(double tokens, long at) {}

    Rate(int perMinute) {
        this.perMinute = perMinute;
    }

    /**
     * Asks for one more.
     *
     * @param now as {@link System#nanoTime()} says
     * @return 0 if it is granted, else after how many seconds to ask again
     */
    int take(String client, long now) {
        Bucket before = buckets.getOrDefault(client, new Bucket(perMinute, now));
        double tokens = Math.min(perMinute, before.tokens() + (now - before.at()) * perMinute / NANOS_PER_MINUTE);
        boolean granted = tokens >= 1;
        buckets.put(client, new Bucket(granted ? tokens - 1 : tokens, now));
        return granted ? 0 : Math.max(1, (int) Math.ceil((1 - tokens) * 60 / perMinute));
    }
}
