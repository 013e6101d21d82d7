package dev.lectern;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was started, in order; closing it stops everything in the opposite order. Parts may be added from several threads. */
final class Started implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Started.class);

    private final Deque<Part> parts = new ArrayDeque<>();

    private record Part(String name, AutoCloseable stop) {}

    /** Remembers a part that is to be stopped before all that are known so far. */
    synchronized <T extends AutoCloseable> T keep(String name, T part) {
        parts.push(new Part(name, part));
        return part;
    }

    /** Stops everything; what does not stop in order is left to the end of the process. */
    @Override
    public void close() {
        for (Part part = next(); part != null; part = next()) {
            try {
                part.stop().close();
            } catch (Exception e) {
                LOG.warn("{} did not stop in order: {}", part.name(), e.toString());
            }
        }
    }

    private synchronized Part next() {
        return parts.poll();
    }
}
