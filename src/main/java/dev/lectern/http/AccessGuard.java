package dev.lectern.http;

import dev.lectern.access.Identity;
import dev.lectern.access.Need;
import dev.lectern.access.Policy;
import dev.lectern.access.Standing;
import dev.lectern.access.Verdict;
import dev.lectern.job.Ids;
import dev.lectern.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Lets through to a route who has what it needs. What is decided stands in {@link Policy}. */
final class AccessGuard implements Guard {

    private final Lock lock;
    private final Hosts hosts;
    private final Origins origins;
    private final Authentication authentication;
    private final Store store;
    private final Audit audit;

    AccessGuard(Lock lock, Hosts hosts, Origins origins, Authentication authentication, Store store, Audit audit) {
        this.lock = lock;
        this.hosts = hosts;
        this.origins = origins;
        this.authentication = authentication;
        this.store = store;
        this.audit = audit;
    }

    @Override
    public Handler<RoutingContext> before(Need need) {
        return ctx -> {
            if (!need.underAnyName()) {
                hosts.check(ctx.request());
            }
            origins.check(ctx.request());
            if (!lock.shut() || need.open()) {
                Caller.set(ctx, lock.shut() ? Identity.NOBODY : Identity.ANYBODY);
                ctx.next();
            } else {
                audit.follow(ctx);
                admitLater(ctx, need);
            }
        };
    }

    private void admitLater(RoutingContext ctx, Need need) {
        HttpServerRequest request = ctx.request();
        if (hasBody(request)) {
            // Nothing of it may be lost before the route's handler is there, which resumes; or nobody reads it.
            request.pause();
            ctx.addEndHandler(ended -> request.resume());
        }
        admit(ctx, need).onSuccess(allowed -> ctx.next()).onFailure(ctx::fail);
    }

    private static boolean hasBody(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                || !"0".equals(request.headers().get(HttpHeaders.CONTENT_LENGTH))
                        && request.headers().contains(HttpHeaders.CONTENT_LENGTH);
    }

    private Future<Void> admit(RoutingContext ctx, Need need) {
        return authentication.identify(ctx.request()).compose(who -> {
            Caller.set(ctx, who);
            Verdict verdict = Policy.decide(who, need);
            if (verdict != Verdict.ALLOWED || need.about() == Need.About.NOTHING) {
                return outcome(verdict, need);
            }
            if (who.seesAll()) {
                return outcome(Policy.decide(who, need, Standing.OWNER), need);
            }
            return standing(ctx, who, need).compose(standing -> {
                Caller.stands(ctx, standing);
                return outcome(Policy.decide(who, need, standing), need);
            });
        });
    }

    /** How the caller stands to the session that the path names, itself or by one of its jobs. */
    private Future<Standing> standing(RoutingContext ctx, Identity who, Need need) {
        if (need.about() == Need.About.SESSION) {
            return standing(who, ctx.pathParam("sessionId"));
        }
        String job = ctx.pathParam("jobId");
        return Ids.isJob(job)
                ? store.sharing()
                        .sessionOf(job)
                        .compose(session -> session.isPresent()
                                ? standing(who, session.get())
                                : Future.succeededFuture(Standing.NONE))
                : Future.succeededFuture(Standing.NONE);
    }

    private Future<Standing> standing(Identity who, String sessionId) {
        return Ids.isSession(sessionId)
                ? store.sharing().grants(sessionId, who.viewer().orElse("")).map(found -> found.map(
                                grants -> Policy.standing(who, sessionId, grants))
                        .orElse(Standing.NONE))
                : Future.succeededFuture(Standing.NONE);
    }

    private static Future<Void> outcome(Verdict verdict, Need need) {
        Optional<ApiFailure> refusal =
                switch (verdict) {
                    case ALLOWED -> Optional.empty();
                    case LOGIN ->
                        Optional.of(ApiFailure.notKnown(
                                "Log in first: at /app/login, or with a token (Authorization: Bearer lct_…)"));
                    case FORBIDDEN ->
                        Optional.of(new ApiFailure(
                                ErrorCode.FORBIDDEN, "You are not allowed to do this here; ask the owner or an admin"));
                    case HIDDEN ->
                        Optional.of(need.about() == Need.About.JOB ? ApiFailure.noJob() : ApiFailure.noSession());
                };
        return refusal.<Future<Void>>map(Future::failedFuture).orElse(Future.succeededFuture());
    }
}
