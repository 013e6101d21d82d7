package dev.lectern.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * A file to which is written what the network brings: gathered in blocks, and written in order on a worker thread, hashed there if that is
 * wanted. Lives on one event loop. After a write that failed nothing more is written, and all that follows fails with it.
 */
final class BlockFile {

    /** What comes is cut small by the network, and a write for each piece would cost more than the writing. */
    private static final int BLOCK_BYTES = 1 << 18;

    /** Bytes that may wait for the disk before the sender is told to pause. */
    private static final int MOST_WAITING_BYTES = 4 * BLOCK_BYTES;

    /** So often it is begun to flush, so that little is left of that when the last byte is here. */
    private static final long FLUSH_BYTES = 32L << 20;

    /** After so long a block is written though it is not full, so that of a slow sender's bytes few are lost with the server. */
    private static final long LINGER_MILLIS = 100;

    private final Vertx vertx;
    private final FileChannel channel;
    private final MessageDigest digest;
    private final Queue<ByteBuffer> waiting = new ArrayDeque<>();
    private final Queue<ByteBuffer> spare = new ArrayDeque<>();
    private final Promise<Void> failed = Promise.promise();
    private ByteBuffer block;
    private long waitingBytes;
    private long bytes;
    private boolean lingering;
    private boolean writing;
    private Handler<Void> drained;
    private Promise<Void> written;
    private long unflushed;
    private Future<Void> flushing = Future.succeededFuture();

    private BlockFile(Vertx vertx, FileChannel channel, MessageDigest digest) {
        this.vertx = vertx;
        this.channel = channel;
        this.digest = digest;
    }

    /**
     * Opens a file.
     *
     * @param position where the first byte is to be written
     * @param digest is given all that is written, on another thread until {@link #finish} has completed; null if nobody asks for it
     */
    static Future<BlockFile> open(Vertx vertx, Path path, long position, MessageDigest digest, OpenOption... options) {
        return vertx.executeBlocking(
                        () -> {
                            FileChannel channel = FileChannel.open(path, options);
                            channel.position(position);
                            return channel;
                        },
                        false)
                .map(channel -> new BlockFile(vertx, channel, digest));
    }

    /** Fails when something could not be written; never succeeds. */
    Future<Void> failure() {
        return failed.future();
    }

    /** Takes what came. */
    void write(Buffer bytes) {
        for (int from = 0; from < bytes.length(); ) {
            if (block == null) {
                block = spare.isEmpty() ? ByteBuffer.allocate(BLOCK_BYTES) : spare.remove();
            }
            int length = Math.min(block.remaining(), bytes.length() - from);
            bytes.getBytes(from, from + length, block.array(), block.position());
            block.position(block.position() + length);
            from += length;
            if (!block.hasRemaining()) {
                endBlock();
            }
        }
        if (block != null && !lingering) {
            lingering = true;
            vertx.setTimer(LINGER_MILLIS, late -> {
                lingering = false;
                if (block != null) {
                    endBlock();
                }
            });
        }
    }

    /** How many bytes were written, and put into the digest. */
    long bytes() {
        return bytes;
    }

    /** Whether so much waits for the disk that the sender should pause. */
    boolean isFull() {
        return waitingBytes >= MOST_WAITING_BYTES;
    }

    /** Calls once when it is not full any more, or when nothing can be written. */
    void onDrained(Handler<Void> handler) {
        drained = handler;
        tellDrained();
    }

    /** Writes what is left and has all of it on the disk for good. The file is closed however this ends. */
    Future<Void> finish() {
        if (block != null) {
            endBlock();
        }
        written = Promise.promise();
        pump();
        return Future.join(written.future(), flushing.otherwiseEmpty())
                .compose(done -> flush())
                .transform(flushed -> close().transform(closed ->
                        flushed.failed() ? Future.failedFuture(flushed.cause()) : Future.succeededFuture()));
    }

    /** Closes it as it is. */
    Future<Void> close() {
        block = null;
        waiting.clear();
        return vertx.executeBlocking(
                () -> {
                    channel.close();
                    return null;
                },
                false);
    }

    private void endBlock() {
        block.flip();
        waitingBytes += block.remaining();
        waiting.add(block);
        block = null;
        pump();
    }

    private void pump() {
        if (writing) {
            return;
        }
        if (failed.future().isComplete()) {
            waiting.clear();
            waitingBytes = 0;
        }
        if (waiting.isEmpty()) {
            ended();
            return;
        }
        writing = true;
        List<ByteBuffer> blocks = new ArrayList<>(waiting);
        waiting.clear();
        vertx.executeBlocking(() -> writeAll(blocks), false).onComplete(done -> {
            writing = false;
            blocks.forEach(block -> spare.add(block.clear()));
            if (done.failed()) {
                failed.tryFail(done.cause());
            } else {
                waitingBytes -= done.result();
                bytes += done.result();
                flushNow(done.result());
            }
            pump();
            tellDrained();
        });
    }

    private void ended() {
        if (written != null) {
            if (failed.future().failed()) {
                written.tryFail(failed.future().cause());
            } else {
                written.tryComplete();
            }
        }
    }

    private void tellDrained() {
        Handler<Void> told = drained;
        if (told != null && !isFull()) {
            drained = null;
            told.handle(null);
        }
    }

    private Long writeAll(List<ByteBuffer> blocks) throws IOException {
        long bytes = 0;
        for (ByteBuffer one : blocks) {
            bytes += one.remaining();
            if (digest != null) {
                digest.update(one.duplicate());
            }
            while (one.hasRemaining()) {
                channel.write(one);
            }
        }
        return bytes;
    }

    private void flushNow(long bytes) {
        unflushed += bytes;
        if (unflushed >= FLUSH_BYTES && flushing.isComplete()) {
            unflushed = 0;
            // What goes wrong with it goes wrong at the end again.
            flushing = flush();
        }
    }

    private Future<Void> flush() {
        return vertx.executeBlocking(
                () -> {
                    channel.force(true);
                    return null;
                },
                false);
    }
}
