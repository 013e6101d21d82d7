package dev.lectern.http;

import dev.lectern.job.Ids;
import dev.lectern.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** GET /sessions/{id}/media/…: a whole file or one range of it. */
final class VideoHandler implements Handler<RoutingContext> {

    private static final Logger LOG = LoggerFactory.getLogger(VideoHandler.class);

    private final Store store;
    private final Function<String, Future<Optional<VideoFile>>> files;
    private final String missing;
    private final String cacheControl;

    private VideoHandler(
            Store store, Function<String, Future<Optional<VideoFile>>> files, String missing, String cacheControl) {
        this.store = store;
        this.files = files;
        this.missing = missing;
        this.cacheControl = cacheControl;
    }

    /** What to play of a session. */
    static VideoHandler video(Store store, Recordings recordings) {
        return new VideoHandler(store, recordings::video, "Video not found", "no-cache");
    }

    /** The video that was drawn from the newest result of a session. */
    static VideoHandler heatmap(Store store, Recordings recordings) {
        return new VideoHandler(
                store,
                id -> heatmap(store, recordings, id),
                "There is no video of the newest result; ask for one with POST /sessions/{id}/render",
                "no-cache");
    }

    /** The small picture of a session, which is made once. */
    static VideoHandler thumbnail(Store store, Recordings recordings) {
        return new VideoHandler(store, recordings::thumbnail, "Thumbnail not found", "private, max-age=3600");
    }

    static Future<Optional<VideoFile>> heatmap(Store store, Recordings recordings, String sessionId) {
        return store.results()
                .newestEtag(sessionId)
                .compose(etag -> etag.isPresent()
                        ? recordings.rendered(sessionId, etag.get())
                        : Future.succeededFuture(Optional.empty()));
    }

    @Override
    public void handle(RoutingContext ctx) {
        String id = ctx.pathParam("sessionId");
        if (!Ids.isSession(id)) {
            throw ApiFailure.noSession();
        }
        Future<VideoFile> file = store.sessions()
                .find(id)
                .map(session -> session.orElseThrow(ApiFailure::noSession))
                .compose(session -> files.apply(id))
                .map(found -> found.orElseThrow(() -> new ApiFailure(ErrorCode.NOT_FOUND, missing)));
        Answers.reply(ctx, file, video -> send(ctx, video));
    }

    private void send(RoutingContext ctx, VideoFile video) {
        HttpServerRequest request = ctx.request();
        HttpServerResponse response = ctx.response()
                .putHeader(HttpHeaders.ACCEPT_RANGES, "bytes")
                .putHeader(HttpHeaders.LAST_MODIFIED, video.lastModified())
                .putHeader(HttpHeaders.CACHE_CONTROL, cacheControl)
                .putHeader(HttpHeaders.CONTENT_DISPOSITION, "inline");
        if (Answers.notModified(ctx, video.etag())) {
            return;
        }
        if (!request.headers().contains(HttpHeaders.IF_NONE_MATCH)
                && video.unmodifiedSince(request.getHeader(HttpHeaders.IF_MODIFIED_SINCE))) {
            response.setStatusCode(304).end();
            return;
        }
        Optional<ByteRange> range =
                request.method().equals(HttpMethod.GET) && video.isNamedBy(request.getHeader("if-range"))
                        ? ByteRange.parse(request.getHeader("range"), video.size())
                        : Optional.empty();
        range.ifPresent(part -> response.putHeader(HttpHeaders.CONTENT_RANGE, part.of(video.size())));
        if (range.isPresent() && !range.get().satisfiable()) {
            throw new ApiFailure(
                    ErrorCode.RANGE_NOT_SATISFIABLE,
                    "The file has " + video.size() + " bytes, and this range none of them");
        }
        response.setStatusCode(range.isPresent() ? 206 : 200);
        write(request, video, range.orElse(new ByteRange(0, video.size() - 1)));
    }

    private static void write(HttpServerRequest request, VideoFile video, ByteRange part) {
        HttpServerResponse response = request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, video.type())
                .putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(part.length()));
        if (request.method().equals(HttpMethod.HEAD)) {
            response.end();
            return;
        }
        response.sendFile(video.path().toString(), part.first(), part.length())
                // A player that has seen enough closes the connection; that is no error.
                .onFailure(gone -> LOG.debug("{} was not sent to its end", request.path(), gone));
    }
}
