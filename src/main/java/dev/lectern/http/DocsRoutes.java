package dev.lectern.http;

import dev.lectern.access.Need;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** /openapi.json and a viewer for it at /docs, all of it from the jar. */
final class DocsRoutes {

    private static final String CSS = "text/css; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String VIEWER = "META-INF/resources/webjars/swagger-ui/5.21.0/";
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self';"
                    + " object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final Map<String, Asset> ASSETS = Map.of(
            "swagger-ui.css", new Asset(VIEWER + "swagger-ui.css", CSS),
            "swagger-ui-bundle.js", new Asset(VIEWER + "swagger-ui-bundle.js", SCRIPT),
            "favicon-32x32.png", new Asset(VIEWER + "favicon-32x32.png", "image/png"),
            "start.js", new Asset("docs/start.js", SCRIPT));

    private final Vertx vertx;
    private final Map<Asset, Buffer> loaded = new ConcurrentHashMap<>();

    DocsRoutes(Vertx vertx) {
        this.vertx = vertx;
    }

    void addTo(Routes routes) {
        routes.get("/openapi.json", Need.PUBLIC, ctx -> send(ctx, new Asset("openapi.json", "application/json")))
                .get("/docs", Need.PUBLIC, ctx -> send(ctx, new Asset("docs/index.html", "text/html; charset=utf-8")))
                .get("/docs/:file", Need.PUBLIC, this::file);
    }

    private void file(RoutingContext ctx) {
        Asset asset = ASSETS.get(ctx.pathParam("file"));
        if (asset == null) {
            throw new ApiFailure(ErrorCode.NOT_FOUND, "There is nothing at this address");
        }
        send(ctx, asset);
    }

    private void send(RoutingContext ctx, Asset asset) {
        Answers.reply(ctx, vertx.executeBlocking(() -> load(asset), false), bytes -> {
            ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
            ctx.response().putHeader(SafeHeaders.POLICY, POLICY);
            if (!Answers.notModified(ctx, "W/\"" + Integer.toHexString(bytes.hashCode()) + '"')) {
                Answers.send(ctx, asset.contentType(), bytes);
            }
        });
    }

    private Buffer load(Asset asset) throws IOException {
        Buffer known = loaded.get(asset);
        if (known != null) {
            return known;
        }
        try (InputStream in = DocsRoutes.class.getClassLoader().getResourceAsStream(asset.resource())) {
            if (in == null) {
                throw new IOException("not in the jar: " + asset.resource());
            }
            Buffer bytes = Buffer.buffer(in.readAllBytes());
            loaded.put(asset, bytes);
            return bytes;
        }
    }

    private record Asset(String resource, String contentType) {}
}
