package dev.lectern.events;

import dev.lectern.job.JobEvent;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** The log as a list, for tests. */
public final class MemoryEventLog implements EventLog {

    private final int capacity;
    private final List<Entry> entries = new ArrayList<>();
    private long appended;

    /** @param capacity how many events it holds */
    public MemoryEventLog(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public synchronized Future<String> append(JobEvent event) {
        String id = ++appended + "-0";
        entries.add(new Entry(id, event));
        if (entries.size() > capacity) {
            entries.remove(0);
        }
        return Future.succeededFuture(id);
    }

    @Override
    public synchronized Future<List<Entry>> after(String after, int most) {
        long known = place(after);
        return Future.succeededFuture(entries.stream()
                .filter(entry -> place(entry.id()) > known)
                .limit(most)
                .toList());
    }

    @Override
    public synchronized Future<Void> forget(String sessionId) {
        entries.removeIf(entry -> entry.event().sessionId().equals(sessionId));
        return Future.succeededFuture();
    }

    private static long place(String id) {
        return Long.parseLong(id.substring(0, id.indexOf('-')));
    }
}
