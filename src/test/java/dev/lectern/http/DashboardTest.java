package dev.lectern.http;

import static dev.lectern.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.testing.Answer;
import dev.lectern.testing.ContractClient;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardTest {

    private static final String SCRIPT = "/assets/index-1a2b3c.js";

    @RegisterExtension
    private final TestServer server = new TestServer();

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/app", "/app/system", "/app/sessions/sess-12345678", "/app/x/y", "/?tab=1"})
    void everyAddressOfAPageGivesTheOneDocument(String path) {
        ContractClient client = pages("test-dashboard/");
        Answer page = client.get(path);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.text()).contains("Pages for tests");
        assertThat(page.header("cache-control")).isEqualTo("no-cache");
        assertThat(client.get(path, "if-none-match", page.header("etag")).status())
                .isEqualTo(304);
        Answer head = client.head(path);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("content-length")).isEqualTo(Integer.toString(page.body().length));
    }

    @Test
    void aPageMayLoadFromThisServerOnlyAndBePutInNoFrame() {
        ContractClient client = pages("test-dashboard/");
        for (String path : new String[] {"/", "/app/system", SCRIPT}) {
            Answer answer = client.get(path);
            assertThat(answer.header("content-security-policy"))
                    .startsWith("default-src 'self';")
                    .contains("img-src 'self' data: blob:", "media-src 'self' blob:", "connect-src 'self'")
                    .contains("frame-ancestors 'none'", "object-src 'none'")
                    .doesNotContain("script-src", "unsafe-eval", "unsafe-inline", "http:", "https:");
            assertThat(answer.header("x-frame-options")).isEqualTo("DENY");
            assertThat(answer.header("referrer-policy")).isEqualTo("no-referrer");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/assets/index-1a2b3c.js, text/javascript; charset=utf-8",
        "/assets/index-4d5e6f.css, text/css; charset=utf-8",
        "/assets/icon-7a8b9c.svg, image/svg+xml"
    })
    void aFileThatNeverChangesIsKeptForEver(String path, String type) {
        ContractClient client = pages("test-dashboard/");
        for (Answer answer : new Answer[] {client.get(path), client.get(path, "accept-encoding", "gzip")}) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("content-type")).isEqualTo(type);
            assertThat(answer.header("cache-control")).isEqualTo("public, max-age=31536000, immutable");
        }
    }

    @Test
    void aFileIsSentCompressedToThoseWhoAcceptItAndIsWorthIt() {
        ContractClient client = pages("test-dashboard/");
        Answer plain = client.get(SCRIPT);
        Answer gzip = client.get(SCRIPT, "accept-encoding", "gzip");
        assertThat(gzip.header("content-encoding")).isEqualTo("gzip");
        assertThat(gzip.body().length).isLessThan(plain.body().length / 2);
        assertThat(gzip.text()).isEqualTo(plain.text());
        assertThat(gzip.header("etag")).isNotEqualTo(plain.header("etag"));
        assertThat(plain.header("vary")).isEqualToIgnoringCase("accept-encoding");
        assertThat(client.get(SCRIPT, "accept-encoding", "gzip", "if-none-match", gzip.header("etag"))
                        .status())
                .isEqualTo(304);
        Answer small = client.get("/assets/index-4d5e6f.css", "accept-encoding", "gzip");
        assertThat(small.header("content-encoding")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/nothing.js",
                "/assets/notes.secret",
                "/assets/",
                "/assets/..%2findex.html",
                "/assets/%2e%2e%2f%2e%2e%2fopenapi.json",
                "/assets/a/b.js",
                "/index.html",
                "/favicon.ico",
                "/sessions.html"
            })
    void whatIsNoFileOfThePagesIsNotFound(String path) {
        Answer answer = pages("test-dashboard/").get(path);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.header("cache-control")).isEqualTo("no-cache");
    }

    @Test
    void aBuildWithoutPagesSaysSo() {
        ContractClient client = pages("no-dashboard/");
        for (String path : new String[] {"/", "/app/sessions/sess-12345678"}) {
            Answer page = client.get(path);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.header("content-type")).isEqualTo("text/html; charset=utf-8");
            assertThat(page.text()).contains("This build has no dashboard", "/docs");
        }
        assertThat(client.get("/assets/index.js").status()).isEqualTo(404);
    }

    @Test
    void theServiceHasPagesBesideItsApi() {
        Answer page = server.client().get("/", "origin", TestServer.ORIGIN);
        assertThat(page.header("content-type")).startsWith("text/html");
        assertThat(page.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(server.client().get("/sessions").header("content-type")).isEqualTo("application/json");
    }

    private ContractClient pages(String folder) {
        Router router = Router.router(vertx);
        ErrorHandler errors = new ErrorHandler();
        router.errorHandler(404, errors).errorHandler(500, errors);
        Routes routes = new Routes(router, need -> ctx -> ctx.next());
        new DashboardRoutes(vertx, folder).addTo(routes);
        routes.close();
        HttpServer http = await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
        return new ContractClient(URI.create("http://127.0.0.1:" + http.actualPort()));
    }
}
