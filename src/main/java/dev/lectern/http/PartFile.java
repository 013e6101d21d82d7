package dev.lectern.http;

import dev.lectern.job.Sha256;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/** A file that is being written for the first time, hashed on the way. */
final class PartFile {

    private final Vertx vertx;
    private final Path path;
    private final BlockFile file;
    private final MessageDigest digest;
    private long bytes;

    private PartFile(Vertx vertx, Path path, BlockFile file, MessageDigest digest) {
        this.vertx = vertx;
        this.path = path;
        this.file = file;
        this.digest = digest;
    }

    /** Makes a file that must not be there yet. */
    static Future<PartFile> create(Vertx vertx, Path path) {
        MessageDigest digest = Sha256.digest();
        return BlockFile.open(vertx, path, 0, digest, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)
                .map(file -> new PartFile(vertx, path, file, digest));
    }

    /** Fails when something could not be written; never succeeds. */
    Future<Void> failure() {
        return file.failure();
    }

    /** Takes what came. */
    void write(Buffer chunk) {
        bytes += chunk.length();
        file.write(chunk);
    }

    boolean isFull() {
        return file.isFull();
    }

    void onDrained(Handler<Void> handler) {
        file.onDrained(handler);
    }

    long bytes() {
        return bytes;
    }

    /** Writes what is left, flushes to the disk and closes. */
    Future<Received> finish(Metadata metadata) {
        return file.finish().map(done -> new Received(path, bytes, Sha256.text(digest), metadata));
    }

    /** Closes and deletes. */
    Future<Void> discard() {
        return file.close()
                .transform(closed -> vertx.fileSystem().delete(path.toString()))
                .otherwiseEmpty();
    }
}
