package dev.lectern.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Answers what is not even HTTP like any other error, and closes the connection, as nobody knows where the next request begins. */
final class InvalidRequests implements Handler<HttpServerRequest> {

    private final CorsHandler cors;

    InvalidRequests(CorsHandler cors) {
        this.cors = cors;
    }

    @Override
    public void handle(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        ErrorCode code = cause instanceof TooLongHttpLineException
                ? ErrorCode.URI_TOO_LONG
                : cause instanceof TooLongHttpHeaderException ? ErrorCode.HEADERS_TOO_LARGE : ErrorCode.BAD_REQUEST;
        cors.addHeaders(request);
        SafeHeaders.add(request.response().headers());
        Buffer body =
                ErrorHandler.body(new ApiFailure(code, code.title()), request).toBuffer();
        request.response()
                .setStatusCode(code.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()))
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(body)
                .onComplete(sent -> request.connection().close());
    }
}
