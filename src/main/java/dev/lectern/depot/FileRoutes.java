package dev.lectern.depot;

import dev.lectern.job.DataFolder;
import dev.lectern.job.Ids;
import dev.lectern.job.SessionFolder;
import io.vertx.core.file.FileProps;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives out large files of sessions, whole or from where a worker had come to. */
final class FileRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(FileRoutes.class);

    private final DataFolder data;

    FileRoutes(DataFolder data) {
        this.data = data;
    }

    void addTo(Router router) {
        add(router, DepotPaths.RECORDING_ROUTE, SessionFolder::recording);
        add(router, DepotPaths.PLAYABLE_ROUTE, SessionFolder::playable);
        add(router, DepotPaths.PIECE_ROUTE, (folder, ctx) -> folder.piece(piece(ctx)));
    }

    private static int piece(RoutingContext ctx) {
        String index = ctx.pathParam(DepotPaths.PIECE);
        if (!DepotPaths.isPiece(index)) {
            throw missing();
        }
        return Integer.parseInt(index);
    }

    /** The folder that a request is about. */
    static SessionFolder folder(DataFolder data, RoutingContext ctx) {
        String id = ctx.pathParam(DepotPaths.SESSION);
        if (!Ids.isSession(id)) {
            throw missing();
        }
        return data.session(id);
    }

    static Refusal missing() {
        return new Refusal(Refusal.NOT_FOUND, "The server does not have this file.");
    }

    private void add(Router router, String path, Function<SessionFolder, Path> which) {
        add(router, path, (folder, ctx) -> which.apply(folder));
    }

    private void add(Router router, String path, BiFunction<SessionFolder, RoutingContext, Path> which) {
        router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(ctx -> {
            Path file = which.apply(folder(data, ctx), ctx);
            ctx.vertx()
                    .fileSystem()
                    .props(file.toString())
                    .onSuccess(props -> send(ctx, file, props))
                    .onFailure(e -> {
                        boolean gone = e.getCause() instanceof NoSuchFileException;
                        Refusal.answer(ctx, gone ? missing() : e);
                    });
        });
    }

    private static void send(RoutingContext ctx, Path file, FileProps props) {
        // Files are published once and never edited, so size and time name a version.
        String version = '"' + Long.toHexString(props.size()) + '-' + Long.toHexString(props.lastModifiedTime()) + '"';
        String known = ctx.request().getHeader(DepotHeaders.IF_RANGE);
        String asked = known == null || known.equals(version) ? ctx.request().getHeader(DepotHeaders.RANGE) : null;
        FileRange range;
        try {
            range = FileRange.parse(asked, props.size());
        } catch (Refusal refusal) {
            Refusal.answer(ctx, refusal);
            return;
        }
        HttpServerResponse response = ctx.response()
                .putHeader(HttpHeaders.ETAG, version)
                .putHeader(HttpHeaders.ACCEPT_RANGES, "bytes")
                .putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(range.length()));
        if (range.length() < props.size()) {
            response.setStatusCode(206).putHeader(HttpHeaders.CONTENT_RANGE, range.of(props.size()));
        }
        if (ctx.request().method().equals(HttpMethod.HEAD)) {
            response.end();
            return;
        }
        response.sendFile(file.toString(), range.first(), range.length()).onFailure(e -> {
            LOG.debug("{} was not sent to its end: {}", file, e.toString());
            ctx.request().connection().close();
        });
    }
}
