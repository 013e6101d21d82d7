package dev.lectern.http;

import dev.lectern.access.Need;
import dev.lectern.store.AuditEntry;
import dev.lectern.store.Store;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** /audit: who did what, page by page, or all of it as a file. */
final class AuditRoutes {

    private static final int PAGE = 100;
    private static final int FILE_PAGE = 1000;
    private static final List<String> COLUMNS = List.of(
            "number", "at", "actor", "credential", "action", "sessionId", "subject", "address", "status", "trace");

    private final Store store;

    AuditRoutes(Store store) {
        this.store = store;
    }

    void addTo(Routes routes) {
        routes.get("/audit", Need.ADMINISTER, this::page)
                .get(
                        "/audit.jsonl",
                        Need.ADMINISTER,
                        ctx -> file(
                                ctx,
                                "application/jsonl",
                                "",
                                entry -> wire(entry).encode() + "\n"))
                .get(
                        "/audit.csv",
                        Need.ADMINISTER,
                        ctx -> file(ctx, "text/csv", String.join(",", COLUMNS) + "\r\n", AuditRoutes::line));
    }

    private void page(RoutingContext ctx) {
        Integer limit = Query.limit(ctx.queryParams(), "limit");
        Answers.reply(
                ctx,
                store.audit().page(Query.cursor(ctx.queryParams(), "before"), limit == null ? PAGE : limit),
                entries -> Answers.json(
                        ctx,
                        200,
                        new JsonArray(entries.stream().map(AuditRoutes::wire).toList())));
    }

    private void file(RoutingContext ctx, String type, String head, Function<AuditEntry, String> form) {
        ctx.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(
                        HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit." + type.split("/")[1] + "\"");
        if (ctx.request().method().equals(HttpMethod.HEAD)) {
            ctx.response().end();
            return;
        }
        ctx.response().setChunked(true).write(head);
        write(ctx, null, form).onFailure(ctx::fail);
    }

    /** Page after page, each when the client has taken the one before. */
    private Future<Void> write(RoutingContext ctx, Long before, Function<AuditEntry, String> form) {
        return store.audit().page(before, FILE_PAGE).compose(entries -> {
            if (entries.isEmpty() || ctx.response().closed()) {
                return ctx.response().end();
            }
            return ctx.response()
                    .write(entries.stream().map(form).collect(Collectors.joining()))
                    .compose(taken -> write(ctx, entries.get(entries.size() - 1).seq(), form));
        });
    }

    private static JsonObject wire(AuditEntry entry) {
        Object[] values = values(entry);
        JsonObject object = new JsonObject();
        for (int i = 0; i < values.length; i++) {
            object.put(COLUMNS.get(i), values[i]);
        }
        return object;
    }

    private static String line(AuditEntry entry) {
        return Arrays.stream(values(entry))
                .map(value -> '"' + Objects.toString(value, "").replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    private static Object[] values(AuditEntry entry) {
        return new Object[] {
            entry.seq(),
            Wire.time(entry.at()),
            entry.actor(),
            entry.credential(),
            entry.action(),
            entry.sessionId(),
            entry.subject(),
            entry.address(),
            entry.status(),
            entry.trace()
        };
    }
}
