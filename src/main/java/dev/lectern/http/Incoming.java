package dev.lectern.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;

/** Reads the bodies of requests. */
final class Incoming {

    private static final int MAX_JSON_BYTES = 64 * 1024;

    /** In which a small body has to be here, however it trickles in. */
    private static final long BODY_MILLIS = 20_000;

    /** How long what is left of a refused request is read and thrown away, so that the client gets to read the answer. */
    private static final long PATIENCE_MILLIS = 10_000;

    private Incoming() {}

    /** Tells a client that asked first (as curl does with large bodies) to send its body. */
    static void goAhead(HttpServerRequest request) {
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
    }

    /** How long the body will be as its sender says; -1 if it does not. */
    static long declaredLength(HttpServerRequest request) {
        String text = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return text == null ? -1 : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new ApiFailure(ErrorCode.BAD_REQUEST, "Content-Length must be a number of bytes");
        }
    }

    /**
     * Reads a small JSON object, whatever the content type says of it.
     *
     * @return an empty object if there is no body; fails with an {@link ApiFailure} if it is too large or no object
     */
    static Future<JsonObject> object(HttpServerRequest request) {
        if (declaredLength(request) > MAX_JSON_BYTES) {
            return Future.failedFuture(tooLarge());
        }
        goAhead(request);
        Promise<Buffer> body = Promise.promise();
        Buffer bytes = Buffer.buffer();
        request.handler(chunk -> {
                    if (bytes.length() + chunk.length() > MAX_JSON_BYTES) {
                        body.tryFail(tooLarge());
                    } else {
                        bytes.appendBuffer(chunk);
                    }
                })
                .exceptionHandler(broken -> body.tryFail(unreadable()))
                .endHandler(end -> body.tryComplete(bytes));
        // The guard of the route may have paused it.
        request.resume();
        Vertx vertx = Vertx.currentContext().owner();
        long timer = vertx.setTimer(BODY_MILLIS, late -> body.tryFail(tooSlow()));
        return body.future().onComplete(done -> vertx.cancelTimer(timer)).map(Incoming::parse);
    }

    /** Throws away what still comes of a request that was answered, for a while; then closes the connection. */
    static void drain(Vertx vertx, HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        long timer = vertx.setTimer(PATIENCE_MILLIS, id -> request.connection().close());
        request.endHandler(end -> vertx.cancelTimer(timer));
        request.exceptionHandler(gone -> vertx.cancelTimer(timer));
        request.resume();
    }

    private static JsonObject parse(Buffer bytes) {
        String text = bytes.toString().strip();
        if (text.isEmpty()) {
            return new JsonObject();
        }
        try {
            Object value = Json.decodeValue(text);
            if (value == null || value instanceof JsonObject) {
                return value == null ? new JsonObject() : (JsonObject) value;
            }
        } catch (DecodeException e) {
            throw ApiFailure.invalid("The body is not valid JSON");
        }
        throw ApiFailure.invalid("The body must be a JSON object");
    }

    /** For what went wrong on the wire: chunks that are none, or a client that has gone and will not see this. */
    static ApiFailure unreadable() {
        return new ApiFailure(ErrorCode.BAD_REQUEST, "The body cannot be read as HTTP, or broke off");
    }

    static ApiFailure tooSlow() {
        return new ApiFailure(
                ErrorCode.REQUEST_TIMEOUT, "The request arrives too slowly; try again on a better connection");
    }

    private static ApiFailure tooLarge() {
        return new ApiFailure(ErrorCode.TOO_LARGE, "The body may have at most " + MAX_JSON_BYTES + " bytes");
    }
}
