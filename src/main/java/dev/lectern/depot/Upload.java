package dev.lectern.depot;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Instant;

/** An artefact that arrives. Lives on the depot's event loop. */
final class Upload {

    private final String name;
    private final long length;
    private final Path part;
    private long offset;
    private Instant touched;
    private Arrival writer;
    private Future<?> writing = Future.succeededFuture();
    private Future<Void> sealed;

    Upload(String name, long length, Path part, Instant now) {
        this.name = name;
        this.length = length;
        this.part = part;
        this.touched = now;
    }

    String name() {
        return name;
    }

    long length() {
        return length;
    }

    Path part() {
        return part;
    }

    /** How much of it is on the disk. */
    long offset() {
        return offset;
    }

    void grew(long bytes) {
        offset += bytes;
    }

    Instant touched() {
        return touched;
    }

    void touch(Instant now) {
        touched = now;
    }

    boolean busy() {
        return writer != null || sealed != null && !sealed.isComplete();
    }

    /** Null before it was tried to seal it. */
    Future<Void> sealed() {
        return sealed;
    }

    Future<Void> seal(Future<Void> sealing) {
        sealed = sealing;
        return sealing;
    }

    /** Nobody asks for it before this has happened. */
    void awaits(Future<?> making) {
        writing = making;
    }

    void writes(Arrival arrival, Future<?> until) {
        writer = arrival;
        writing = until;
        until.onComplete(done -> {
            if (writer == arrival) {
                writer = null;
            }
        });
    }

    /**
     * Waits until nobody writes. Who asks for an artefact has given up the connection on which it sent before, of whose end we may not
     * hear for long: so it is closed.
     */
    Future<Void> free() {
        if (writer != null) {
            writer.cut();
        }
        return writing.transform(ended -> Future.succeededFuture());
    }
}
