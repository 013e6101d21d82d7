package dev.lectern.http;

import dev.lectern.access.Need;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * The pages for people, all of them from the jar: one document for every address below {@code /app}, as the pages find out
 * themselves what an address means, and files whose names change with their content.
 */
final class DashboardRoutes {

    /** No other place than this server is ever asked for anything, and nobody may put these pages in a frame. */
    private static final String POLICY = "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:;"
            + " style-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none';"
            + " form-action 'self'; frame-ancestors 'none'";

    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String ASK_AGAIN = "no-cache";
    private static final List<String> TOP_FILES = List.of("favicon.ico", "favicon.svg", "robots.txt");
    private static final Buffer NOT_BUILT = Buffer.buffer("""
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Lectern</title>
            <h1>Lectern is running</h1>
            <p>This build has no dashboard. The <a href="/docs">API</a> works without it;
            a build without <code>-Dskip.dashboard</code> has one.
            </html>
            """);

    private final Vertx vertx;
    private final DashboardFiles files;

    /**
     * The pages.
     *
     * @param folder where they are on the class path, with a slash at the end
     */
    DashboardRoutes(Vertx vertx, String folder) {
        this.vertx = vertx;
        this.files = new DashboardFiles(DashboardRoutes.class.getClassLoader(), folder);
    }

    void addTo(Routes routes) {
        routes.get("/", Need.PUBLIC, this::page)
                .get("/app/*", Need.PUBLIC, this::page)
                .get("/assets/:file", Need.PUBLIC, this::asset);
        TOP_FILES.forEach(name -> routes.get('/' + name, Need.PUBLIC, ctx -> file(ctx, name, ASK_AGAIN)));
    }

    private void page(RoutingContext ctx) {
        Answers.reply(
                ctx,
                find("index.html"),
                file -> send(ctx, file == null ? DashboardFile.of("index.html", NOT_BUILT) : file, ASK_AGAIN));
    }

    private void asset(RoutingContext ctx) {
        file(ctx, "assets/" + ctx.pathParam("file"), FOR_EVER);
    }

    private void file(RoutingContext ctx, String name, String caching) {
        Answers.reply(ctx, find(name), file -> {
            if (file == null) {
                throw new ApiFailure(ErrorCode.NOT_FOUND, "There is nothing at this address");
            }
            send(ctx, file, caching);
        });
    }

    /** The file of that name; null if there is none. */
    private Future<DashboardFile> find(String name) {
        DashboardFile known = files.known(name);
        return known != null
                ? Future.succeededFuture(known)
                : vertx.executeBlocking(() -> files.load(name).orElse(null), false);
    }

    private static void send(RoutingContext ctx, DashboardFile file, String caching) {
        MultiMap headers = ctx.response().headers();
        headers.set(HttpHeaders.CACHE_CONTROL, caching);
        SafeHeaders.add(headers);
        headers.set(SafeHeaders.POLICY, POLICY);
        boolean gzip = file.gzipped() != null && Answers.acceptsGzip(ctx);
        if (file.gzipped() != null) {
            headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        }
        if (Answers.notModified(ctx, '"' + file.tag() + (gzip ? "-gzip\"" : "\""))) {
            return;
        }
        if (gzip) {
            Answers.sendGzipped(ctx, file.contentType(), file.gzipped());
        } else {
            Answers.sendPlain(ctx, file.contentType(), file.bytes());
        }
    }
}
