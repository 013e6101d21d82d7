package dev.lectern.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/**
 * One piece of a recording on its way from the connection to the disk. What has come is kept however it ends. Lives on one event loop.
 */
final class Piece {

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final HttpLimits limits;
    private final Promise<Void> ended = Promise.promise();
    private final UploadPace pace;

    /** Holds the body back until it is known where it belongs; made as soon as the request is there, so that no cut goes unnoticed. */
    Piece(Vertx vertx, HttpServerRequest request, HttpLimits limits) {
        this.vertx = vertx;
        this.request = request;
        this.limits = limits;
        this.pace = new UploadPace(limits);
        pace.pause();
        request.pause();
        request.exceptionHandler(cut -> ended.tryComplete());
    }

    /** Closes the connection on which it comes: its sender has another one. */
    void cut() {
        request.connection().close();
    }

    /**
     * Writes what comes, flushes and closes the file.
     *
     * @param room how many bytes there may be
     * @return succeeds also if the connection was cut; fails with an {@link ApiFailure} if there were more, or they came too slowly, and
     *     with what the disk said
     */
    Future<Void> into(BlockFile file, long room) {
        file.failure().onFailure(ended::tryFail);
        long[] left = {room};
        request.handler(bytes -> take(file, bytes, left));
        request.endHandler(end -> ended.tryComplete());
        Incoming.goAhead(request);
        pace.resume();
        request.resume();
        long timer = vertx.setPeriodic(limits.uploadPatience().toMillis(), look -> notTooSlow());
        return ended.future().onComplete(done -> vertx.cancelTimer(timer)).transform(done -> file.finish()
                .compose(there -> done.failed() ? Future.failedFuture(done.cause()) : Future.succeededFuture()));
    }

    private void take(BlockFile file, Buffer bytes, long[] left) {
        if (ended.future().isComplete()) {
            return;
        }
        pace.came(bytes.length());
        left[0] -= bytes.length();
        if (left[0] < 0) {
            ended.tryFail(tooMuch());
            return;
        }
        file.write(bytes);
        if (file.isFull()) {
            pace.pause();
            request.pause();
            file.onDrained(drained -> {
                pace.resume();
                request.resume();
            });
        }
    }

    private void notTooSlow() {
        if (pace.tooSlow()) {
            ended.tryFail(Incoming.tooSlow());
        }
    }

    static ApiFailure tooMuch() {
        return new ApiFailure(ErrorCode.TOO_LARGE, "These are more bytes than the upload was to have");
    }
}
