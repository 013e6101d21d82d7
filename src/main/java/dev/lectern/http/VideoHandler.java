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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** GET /sessions/{id}/media/video: the whole video or one range of it. */
final class VideoHandler implements Handler<RoutingContext> {

    private static final Logger LOG = LoggerFactory.getLogger(VideoHandler.class);

    private final Store store;
    private final Recordings recordings;

    VideoHandler(Store store, Recordings recordings) {
        this.store = store;
        this.recordings = recordings;
    }

    /** Where the video of a session is found. */
    static String url(String sessionId) {
        return "/sessions/" + sessionId + "/media/video";
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
                .compose(session -> recordings.video(id))
                .map(found -> found.orElseThrow(() -> new ApiFailure(ErrorCode.NOT_FOUND, "Video not found")));
        Answers.reply(ctx, file, video -> send(ctx, video));
    }

    private static void send(RoutingContext ctx, VideoFile video) {
        HttpServerRequest request = ctx.request();
        HttpServerResponse response = ctx.response()
                .putHeader(HttpHeaders.ACCEPT_RANGES, "bytes")
                .putHeader(HttpHeaders.LAST_MODIFIED, video.lastModified())
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
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
                    "The video has " + video.size() + " bytes, and this range none of them");
        }
        response.setStatusCode(range.isPresent() ? 206 : 200);
        write(request, video, range.orElse(new ByteRange(0, video.size() - 1)));
    }

    private static void write(HttpServerRequest request, VideoFile video, ByteRange part) {
        HttpServerResponse response = request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "video/mp4")
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
