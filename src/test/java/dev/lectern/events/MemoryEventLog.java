package dev.lectern.events;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The log as a list, for tests. Can be put out of reach. */
public final class MemoryEventLog implements EventLog {

    private final int capacity;
    private final List<Entry> entries = new ArrayList<>();
    private Place newest = Place.START;
    private boolean reachable = true;

    /** @param capacity how many events it holds */
    public MemoryEventLog(int capacity) {
        this.capacity = capacity;
    }

    /** Puts it out of reach, or back. */
    public synchronized void reachable(boolean is) {
        reachable = is;
    }

    @Override
    public synchronized Future<Boolean> append(Entry entry) {
        return answered(() -> {
            if (!entry.place().after(newest)) {
                return entries.contains(entry);
            }
            newest = entry.place();
            entries.add(entry);
            if (entries.size() > capacity) {
                entries.remove(0);
            }
            return true;
        });
    }

    @Override
    public synchronized Future<Span> span() {
        return answered(
                () -> new Span(entries.isEmpty() ? Place.START : entries.get(0).place(), newest));
    }

    @Override
    public synchronized Future<List<Entry>> after(Place after, int most) {
        return answered(() -> entries.stream()
                .filter(entry -> entry.place().after(after))
                .limit(most)
                .toList());
    }

    @Override
    public synchronized Future<Void> forget(String sessionId) {
        return answered(() -> {
            entries.removeIf(entry -> entry.event().sessionId().equals(sessionId));
            return null;
        });
    }

    private <T> Future<T> answered(Supplier<T> answer) {
        return reachable ? Future.succeededFuture(answer.get()) : Future.failedFuture("the log is away");
    }
}
