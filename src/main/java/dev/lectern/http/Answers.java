package dev.lectern.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/** Writes answers. */
final class Answers {

    /** A smaller body would hardly get smaller. */
    private static final int WORTH_COMPRESSING = 1024;

    private static final String JSON = "application/json";

    private Answers() {}

    /** Answers when a result is there; whatever fails, also within {@code answer}, becomes an error answer. */
    static <T> void reply(RoutingContext ctx, Future<T> result, Consumer<T> answer) {
        result.<Void>map(value -> {
                    answer.accept(value);
                    return null;
                })
                .onFailure(ctx::fail);
    }

    static void json(RoutingContext ctx, int status, JsonObject body) {
        json(ctx, status, body.toBuffer());
    }

    static void json(RoutingContext ctx, int status, JsonArray body) {
        json(ctx, status, body.toBuffer());
    }

    /** As {@link #json} with what may be long: it is made and compressed aside, so that nobody else waits for it. */
    static void jsonAside(RoutingContext ctx, Supplier<JsonArray> body) {
        boolean gzip = acceptsGzip(ctx);
        Future<Aside> made = ctx.vertx()
                .executeBlocking(
                        () -> {
                            Buffer plain = body.get().toBuffer();
                            boolean large = plain.length() >= WORTH_COMPRESSING;
                            return new Aside(large && gzip ? gzip(plain) : plain, large, large && gzip);
                        },
                        false);
        reply(ctx, made, aside -> {
            ctx.response().setStatusCode(200).putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
            if (aside.large()) {
                ctx.response().headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
            }
            if (aside.gzipped()) {
                sendGzipped(ctx, JSON, aside.bytes());
            } else {
                sendPlain(ctx, JSON, aside.bytes());
            }
        });
    }

    private record Aside(Buffer bytes, boolean large, boolean gzipped) {}

    /** As {@link #json}, but nobody on the way may keep it. */
    static void secret(RoutingContext ctx, int status, JsonObject body) {
        secret(ctx, status, body.toBuffer());
    }

    static void secret(RoutingContext ctx, int status, JsonArray body) {
        secret(ctx, status, body.toBuffer());
    }

    private static void secret(RoutingContext ctx, int status, Buffer body) {
        ctx.response().setStatusCode(status).putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        send(ctx, JSON, body);
    }

    private static void json(RoutingContext ctx, int status, Buffer body) {
        ctx.response().setStatusCode(status).putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        send(ctx, JSON, body);
    }

    /** Sends text of any kind, compressed if that is wanted and worth it. */
    static void send(RoutingContext ctx, String contentType, Buffer body) {
        boolean large = body.length() >= WORTH_COMPRESSING;
        if (large) {
            ctx.response().headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        }
        if (large && acceptsGzip(ctx)) {
            sendGzipped(ctx, contentType, gzip(body));
        } else {
            sendPlain(ctx, contentType, body);
        }
    }

    /** Sends what is compressed already to a client that {@link #acceptsGzip}. */
    static void sendGzipped(RoutingContext ctx, String contentType, Buffer gzipped) {
        ctx.response().putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        sendPlain(ctx, contentType, gzipped);
    }

    static void noContent(RoutingContext ctx) {
        ctx.response().setStatusCode(204).end();
    }

    static boolean acceptsGzip(RoutingContext ctx) {
        for (String value : ctx.request().headers().getAll(HttpHeaders.ACCEPT_ENCODING)) {
            for (String part : value.toLowerCase(Locale.ROOT).split(",")) {
                String[] coding = part.trim().split("\\s*;\\s*");
                if (coding[0].equals("gzip") && !(coding.length > 1 && coding[1].matches("q=0(\\.0*)?"))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the client has this version already, in which case 304 was answered. */
    static boolean notModified(RoutingContext ctx, String etag) {
        ctx.response().putHeader(HttpHeaders.ETAG, etag);
        if (!matches(ctx.request().getHeader(HttpHeaders.IF_NONE_MATCH), etag)) {
            return false;
        }
        ctx.response().setStatusCode(304).end();
        return true;
    }

    /** Whether an If-None-Match names an entity tag; weakly compared, as RFC 9110 has it. */
    static boolean matches(String ifNoneMatch, String etag) {
        if (ifNoneMatch == null) {
            return false;
        }
        for (String candidate : ifNoneMatch.split(",")) {
            String tag = candidate.trim();
            if (tag.equals("*") || strong(tag).equals(strong(etag))) {
                return true;
            }
        }
        return false;
    }

    private static String strong(String etag) {
        return etag.startsWith("W/") ? etag.substring(2) : etag;
    }

    static void sendPlain(RoutingContext ctx, String contentType, Buffer body) {
        HttpServerResponse response = ctx.response();
        response.putHeader(HttpHeaders.CONTENT_TYPE, contentType)
                .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
        response.end(body);
    }

    static Buffer gzip(Buffer body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length() / 4 + 32);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Buffer.buffer(bytes.toByteArray());
    }
}
