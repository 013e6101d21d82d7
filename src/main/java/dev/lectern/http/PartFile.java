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

    /** What comes is cut small by the network, and a write for each piece would cost more than the writing. */
    private static final int BLOCK_BYTES = 1 << 18;

    /** So often it is begun to flush, so that little is left of that when the last byte is here. */
    private static final long FLUSH_BYTES = 32L << 20;

    private final Vertx vertx;
    private final Path path;
    private final AsyncFile file;
    private final MessageDigest digest = Sha256.digest();
    private long bytes;
    /** What came and is not being written yet. */
    private Buffer block = Buffer.buffer(BLOCK_BYTES);

    private long flushFrom = FLUSH_BYTES;
    private Future<Void> flushing = Future.succeededFuture();

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

    /** Takes what came, and writes it when there is enough of it. */
    Future<Void> write(Buffer chunk) {
        bytes += chunk.length();
        block.appendBuffer(chunk);
        return block.length() < BLOCK_BYTES ? Future.succeededFuture() : writeBlock();
    }

    private Future<Void> writeBlock() {
        Buffer whole = block;
        block = Buffer.buffer(BLOCK_BYTES);
        digest.update(whole.getBytes());
        if (bytes >= flushFrom && flushing.isComplete()) {
            flushFrom = bytes + FLUSH_BYTES;
            // What goes wrong with it goes wrong at the end again.
            flushing = file.flush();
        }
        return file.write(whole);
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

    /** Writes what is left, flushes to the disk and closes. */
    Future<Received> finish(Metadata metadata) {
        Future<Void> last = block.length() == 0 ? Future.succeededFuture() : writeBlock();
        String sha256 = Sha256.text(digest);
        return Future.join(last, flushing.otherwiseEmpty())
                .compose(written -> file.flush())
                .compose(flushed -> file.close())
                .map(new Received(path, bytes, sha256, metadata));
    }

    /** Closes and deletes. */
    Future<Void> discard() {
        return file.close()
                .transform(closed -> vertx.fileSystem().delete(path.toString()))
                .otherwiseEmpty();
    }
}
