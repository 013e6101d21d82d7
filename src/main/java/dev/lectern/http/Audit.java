package dev.lectern.http;

import dev.lectern.access.Identity;
import dev.lectern.store.AuditEntry;
import dev.lectern.store.Store;
import io.vertx.core.Future;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down who did what, and who wanted to and was not let. */
final class Audit {

    private static final Logger LOG = LoggerFactory.getLogger(Audit.class);
    private static final String SUBJECT = "lectern.subject";
    private static final int FORBIDDEN = 403;

    private final Store store;
    private final Clients clients;
    private final Clock clock;

    Audit(Store store, Clients clients, Clock clock) {
        this.store = store;
        this.clients = clients;
        this.clock = clock;
    }

    /** Names what a request is about, if that is no session: a user, a token, never a secret. */
    static void about(RoutingContext ctx, String subject) {
        ctx.put(SUBJECT, subject);
    }

    /** Has a request written down when it was answered: if it changes something, or if it was not allowed to somebody known. */
    void follow(RoutingContext ctx) {
        Route route = ctx.currentRoute();
        String action = ctx.request().method() + " " + route.getPath();
        ctx.addEndHandler(ended -> {
            Identity who = Caller.of(ctx);
            int status = ctx.response().getStatusCode();
            boolean known = who.account() != null || who.kind() == Identity.Kind.OPERATOR;
            if (known && (Origins.changes(ctx.request().method()) || status == FORBIDDEN)) {
                write(ctx, who, action, status);
            }
        });
    }

    /** Writes down what happened; what cannot be written is at least in the log, and never stands in anybody's way. */
    Future<Void> write(RoutingContext ctx, Identity who, String action, int status) {
        AuditEntry entry = new AuditEntry(
                0,
                clock.instant(),
                who.called(),
                who.credential(),
                action,
                ctx.pathParam("sessionId"),
                Optional.ofNullable(ctx.<String>get(SUBJECT)).orElse(ctx.pathParam("jobId")),
                clients.address(ctx.request()),
                status,
                Trace.of(ctx));
        return store.audit().add(entry).otherwise(cause -> {
            LOG.error("the audit log could not be written: {}", entry, cause);
            return null;
        });
    }
}
