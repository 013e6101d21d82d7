package dev.lectern.depot;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.http.HttpServerRequest;

/** One piece of an artefact on its way from the connection to the disk. Lives on an event loop. */
final class Arrival {

    /** Bytes that may wait for the disk before the worker is told to pause. */
    private static final int MAX_WAITING_BYTES = 1 << 20;

    private final HttpServerRequest request;
    private final Promise<Void> ended = Promise.promise();
    private long bytes;

    /** Holds the body back until it is known where it belongs; made as soon as the request is there, so that no cut goes unnoticed. */
    Arrival(HttpServerRequest request) {
        this.request = request;
        request.pause();
        request.exceptionHandler(cut -> ended.tryComplete());
    }

    /** Closes the connection on which it comes. */
    void cut() {
        request.connection().close();
    }

    /**
     * Writes what comes, and closes the file.
     *
     * @return how many bytes were written, also if the connection was cut; fails if the disk did not take them
     */
    Future<Long> into(AsyncFile file) {
        file.setWriteQueueMaxSize(MAX_WAITING_BYTES);
        request.handler(piece -> {
            if (ended.future().isComplete()) {
                return;
            }
            bytes += piece.length();
            file.write(piece).onFailure(ended::tryFail);
            if (file.writeQueueFull()) {
                request.pause();
                file.drainHandler(drained -> request.resume());
            }
        });
        request.endHandler(end -> ended.tryComplete());
        request.resume();
        return ended.future().eventually(file::close).compose(written -> Future.succeededFuture(bytes));
    }
}
