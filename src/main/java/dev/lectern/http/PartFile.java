package dev.lectern.http;

import dev.lectern.job.Sha256;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import java.nio.file.Path;
import java.security.MessageDigest;

/** A file that is being written for the first time, hashed on the way. */
final class PartFile {

    /** Written bytes that may wait for the disk before the sender is told to pause. */
    private static final int MAX_WAITING_BYTES = 1 << 20;

    private final Vertx vertx;
    private final Path path;
    private final AsyncFile file;
    private final MessageDigest digest = Sha256.digest();
    private long bytes;

    private PartFile(Vertx vertx, Path path, AsyncFile file) {
        this.vertx = vertx;
        this.path = path;
        this.file = file.setWriteQueueMaxSize(MAX_WAITING_BYTES);
    }

    /** Makes a file that must not be there yet. */
    static Future<PartFile> create(Vertx vertx, Path path) {
        return vertx.fileSystem()
                .open(path.toString(), new OpenOptions().setRead(false).setCreateNew(true))
                .map(file -> new PartFile(vertx, path, file));
    }

    Future<Void> write(Buffer chunk) {
        bytes += chunk.length();
        digest.update(chunk.getBytes());
        return file.write(chunk);
    }

    boolean isFull() {
        return file.writeQueueFull();
    }

    void onDrained(Handler<Void> handler) {
        file.drainHandler(handler);
    }

    long bytes() {
        return bytes;
    }

    /** Flushes to the disk and closes. */
    Future<Received> finish(Metadata metadata) {
        String sha256 = Sha256.text(digest);
        return file.flush().compose(flushed -> file.close()).map(new Received(path, bytes, sha256, metadata));
    }

    /** Closes and deletes. */
    Future<Void> discard() {
        return file.close()
                .transform(closed -> vertx.fileSystem().delete(path.toString()))
                .otherwiseEmpty();
    }
}
