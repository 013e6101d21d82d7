package dev.lectern.depot;

import dev.lectern.bus.TaskOrder;
import dev.lectern.job.DataFolder;
import dev.lectern.job.TaskFailure;
import dev.lectern.queue.Lease;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The recordings that are here. What a slot reads stays; the rest goes when its session is deleted, when nobody has read it for a
 * while, or, those read longest ago first, when there is no room. Thread safe; blocks on the disk.
 */
final class Cache {

    private static final Logger LOG = LoggerFactory.getLogger(Cache.class);

    private final DataFolder home;
    private final long limit;
    private final long reserve;
    private final Duration unused;
    private final Disk disk;
    private final Clock clock;
    private final Map<String, Recording> recordings = new HashMap<>();
    private final Map<Lease, String> readers = new HashMap<>();

    /**
     * @param home an empty folder; recordings lie in it as they lie in the server's
     * @param limit how many bytes may stay here that nobody reads
     * @param reserve how much of the disk stays free
     * @param unused how long nobody reads what goes
     */
    Cache(DataFolder home, long limit, long reserve, Duration unused, Disk disk, Clock clock) {
        this.home = home;
        this.limit = limit;
        this.reserve = reserve;
        this.unused = unused;
        this.disk = disk;
        this.clock = clock;
    }

    /** What is here of an order's session; stays until that order is released. */
    synchronized Recording hold(TaskOrder order) {
        Recording recording = recordings.computeIfAbsent(order.sessionId(), id -> new Recording(home.session(id)));
        if (readers.putIfAbsent(order.lease(), order.sessionId()) == null) {
            recording.read(clock.instant());
        }
        return recording;
    }

    /** An order's work is done; does nothing if it holds nothing. */
    synchronized void release(TaskOrder order) {
        String sessionId = readers.remove(order.lease());
        if (sessionId == null) {
            return;
        }
        Recording recording = recordings.get(sessionId);
        recording.released(clock.instant());
        if (recording.forgotten() && !recording.inUse()) {
            remove(sessionId, "its session was deleted");
        }
    }

    /** The session was deleted. */
    synchronized void forget(String sessionId) {
        Recording recording = recordings.get(sessionId);
        if (recording == null) {
            return;
        }
        recording.forget();
        if (!recording.inUse()) {
            remove(sessionId, "its session was deleted");
        }
    }

    /**
     * Makes room for more of a session, and keeps it until {@link #settle}.
     *
     * @param bytes how large all of it will be together
     * @throws TaskFailure transient if the disk has no room
     */
    synchronized void promise(Recording recording, long bytes) throws TaskFailure {
        try {
            recording.promise(bytes);
            makeRoom();
            long free = disk.usable(home.root()) - missing();
            if (free < reserve && recording.missing() > 0) {
                throw TaskFailure.transientFault(
                        "The worker's disk has no room for the recording: " + bytes + " bytes are needed, and "
                                + Math.max(0, free + recording.missing() - reserve) + " can be had",
                        null);
            }
        } catch (IOException e) {
            recording.settle();
            throw TaskFailure.transientFault("The worker's disk cannot be read", e);
        } catch (TaskFailure e) {
            recording.settle();
            throw e;
        }
    }

    synchronized void settle(Recording recording) {
        recording.settle();
    }

    /** Removes what nobody has read for a while, and what the disk has no room for. */
    synchronized void sweep() {
        Instant latest = clock.instant().minus(unused);
        for (String sessionId : List.copyOf(recordings.keySet())) {
            Recording recording = recordings.get(sessionId);
            if (!recording.inUse()
                    && (recording.forgotten() || recording.lastRead().isBefore(latest))) {
                remove(sessionId, "nobody reads it");
            }
        }
        try {
            makeRoom();
        } catch (IOException e) {
            LOG.warn("the cache of recordings could not be looked through: {}", e.toString());
        }
    }

    /** For tests and for the log: how many bytes lie here. */
    synchronized long bytes() throws IOException {
        long sum = 0;
        for (Recording recording : recordings.values()) {
            sum += recording.bytes();
        }
        return sum;
    }

    private void makeRoom() throws IOException {
        Iterator<String> oldestFirst = recordings.entrySet().stream()
                .filter(entry -> !entry.getValue().inUse())
                .sorted(Comparator.comparing(entry -> entry.getValue().lastRead()))
                .map(Map.Entry::getKey)
                .toList()
                .iterator();
        while (oldestFirst.hasNext() && (bytes() > limit || disk.usable(home.root()) - missing() < reserve)) {
            remove(oldestFirst.next(), "there is no room");
        }
    }

    private long missing() throws IOException {
        long sum = 0;
        for (Recording recording : recordings.values()) {
            sum += recording.missing();
        }
        return sum;
    }

    private void remove(String sessionId, String why) {
        Recording recording = recordings.get(sessionId);
        try {
            recording.delete();
            recordings.remove(sessionId);
            LOG.info("session={} is not kept here any more: {}", sessionId, why);
        } catch (IOException e) {
            // It stays known, and the next sweep tries again.
            recording.forget();
            LOG.warn("session={} could not be removed: {}", sessionId, e.toString());
        }
    }
}
