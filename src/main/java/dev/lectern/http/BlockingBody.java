package dev.lectern.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * An answer's body for who writes from a thread of its own: writing waits while the client does not take what was written before, and
 * fails when it has gone or takes nothing for too long.
 */
final class BlockingBody extends OutputStream {

    private static final int ON_THE_WAY = 8;

    private final Context context;
    private final HttpServerResponse response;
    private final Duration patience;
    private final Semaphore room = new Semaphore(ON_THE_WAY);
    private volatile boolean broken;

    BlockingBody(Context context, HttpServerResponse response, Duration patience) {
        this.context = context;
        this.response = response;
        this.patience = patience;
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        takeRoom(1);
        Buffer copy = Buffer.buffer(length).appendBytes(bytes, offset, length);
        context.runOnContext(now -> {
            if (response.closed() || response.ended()) {
                broken = true;
                room.release();
                return;
            }
            response.write(copy).onComplete(sent -> {
                broken |= sent.failed();
                room.release();
            });
        });
    }

    /** Waits until all of it is on its way. */
    @Override
    public void close() throws IOException {
        takeRoom(ON_THE_WAY);
        room.release(ON_THE_WAY);
    }

    private void takeRoom(int permits) throws IOException {
        try {
            if (!room.tryAcquire(permits, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("the client takes nothing");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (broken) {
            throw new IOException("the client has gone");
        }
    }
}
