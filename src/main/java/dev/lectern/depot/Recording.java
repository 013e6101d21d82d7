package dev.lectern.depot;

import dev.lectern.job.CancelToken;
import dev.lectern.job.SessionFolder;
import dev.lectern.job.TaskFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** What was fetched of one session. Apart from the lock, all of it is guarded by the {@link Cache} it lies in. */
final class Recording {

    private static final long LOOK_MILLIS = 100;

    private final SessionFolder folder;
    private final ReentrantLock fetching = new ReentrantLock();
    private long promised;
    private int readers;
    private boolean forgotten;
    private Instant lastRead;

    Recording(SessionFolder folder) {
        this.folder = folder;
    }

    SessionFolder folder() {
        return folder;
    }

    /** Waits until no other slot fetches for this session; then it is the caller's turn, until it unlocks. */
    ReentrantLock lock(CancelToken cancel) throws TaskFailure {
        try {
            while (!fetching.tryLock(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                cancel.check();
            }
            return fetching;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TaskFailure.interrupted();
        }
    }

    void read(Instant now) {
        readers++;
        lastRead = now;
    }

    void released(Instant now) {
        readers--;
        lastRead = now;
    }

    boolean inUse() {
        return readers > 0;
    }

    Instant lastRead() {
        return lastRead;
    }

    void forget() {
        forgotten = true;
    }

    boolean forgotten() {
        return forgotten;
    }

    /** Says that so many bytes will lie here; less than before changes nothing. */
    void promise(long bytes) {
        promised = Math.max(promised, bytes);
    }

    /** Whether what was promised came or not, no more is to be waited for. */
    void settle() {
        promised = 0;
    }

    /** How many bytes lie here or will. */
    long bytes() throws IOException {
        return Math.max(promised, present());
    }

    /** How many bytes are still to come. */
    long missing() throws IOException {
        return Math.max(0, promised - present());
    }

    private long present() throws IOException {
        long sum = 0;
        for (Path file : files()) {
            try {
                sum += Files.isRegularFile(file) ? Files.size(file) : 0;
            } catch (NoSuchFileException e) {
                // Renamed or removed by the slot whose turn it is.
            }
        }
        return sum;
    }

    void delete() throws IOException {
        List<Path> files = files();
        for (Path file : files.stream().sorted(Comparator.reverseOrder()).toList()) {
            Files.deleteIfExists(file);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder.path())) {
            return files.toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
