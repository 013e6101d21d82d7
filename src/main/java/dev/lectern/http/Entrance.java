package dev.lectern.http;

import dev.lectern.access.Identity;
import dev.lectern.access.LoginThrottle;
import dev.lectern.oidc.SignOn;
import dev.lectern.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that has to do with who may come in, put together. */
final class Entrance {

    private static final Logger LOG = LoggerFactory.getLogger(Entrance.class);
    private static final long SWEEP_MS = TimeUnit.HOURS.toMillis(1);

    private final Vertx vertx;
    private final Store store;
    private final Clock clock;
    private final Clients clients;
    private final Lock lock;
    private final Addresses addresses;
    private final Cookies cookies;
    private final Authentication authentication;
    private final Audit audit;
    private final Guard guard;
    private final Optional<SignOn> signOn;

    Entrance(Vertx vertx, HttpSettings settings, AccessSettings access, Store store, Clock clock) {
        this.vertx = vertx;
        this.store = store;
        this.clock = clock;
        this.clients = new Clients(access.trustedProxies());
        this.lock = new Lock(vertx, store);
        this.addresses = new Addresses(access.tls().isPresent(), access.publicUrl());
        this.cookies = new Cookies(addresses);
        this.authentication = new Authentication(store, clock, cookies, access.operator());
        this.audit = new Audit(store, clients, clock);
        List<String> names = new ArrayList<>(access.allowedHosts());
        names.add(settings.host());
        access.publicUrl().map(URI::getHost).ifPresent(names::add);
        this.guard = new AccessGuard(
                lock, new Hosts(names), new Origins(settings.corsOrigins()), authentication, store, audit);
        this.signOn = access.signOn().map(known -> new SignOn(vertx, known, clock));
    }

    Guard guard() {
        return guard;
    }

    Clients clients() {
        return clients;
    }

    /** Whether somebody who stays connected still may. */
    Future<Boolean> holds(Identity who) {
        return who.equals(Identity.ANYBODY) ? Future.succeededFuture(!lock.shut()) : authentication.holds(who);
    }

    /** Is ready to tell who may come in. */
    Future<Void> open() {
        vertx.setPeriodic(SWEEP_MS, timer -> sweep());
        signOn.ifPresent(SignOn::start);
        return lock.start();
    }

    void addTo(Routes routes, Audience audience) {
        PasswordCheck passwords = new PasswordCheck(vertx);
        LoginThrottle throttle = new LoginThrottle(clock);
        BrowserLogin browsers = new BrowserLogin(store, clock, cookies, audit);
        new LoginRoutes(
                        store,
                        lock,
                        cookies,
                        authentication,
                        passwords,
                        throttle,
                        clients,
                        audit,
                        browsers,
                        SignOnRoutes.described(signOn))
                .addTo(routes);
        new SignOnRoutes(signOn, addresses, cookies, new Enlistment(store, clock), browsers, throttle, clients, audit)
                .addTo(routes);
        new UserRoutes(store, clock, lock, passwords).addTo(routes);
        new TokenRoutes(store, clock).addTo(routes);
        new ShareRoutes(store, audience).addTo(routes);
        new LinkRoutes(store, clock, cookies).addTo(routes);
        new AuditRoutes(store).addTo(routes);
    }

    private void sweep() {
        store.logins()
                .sweep(clock.instant(), clock.instant().minus(Authentication.IDLE))
                .compose(swept -> store.links().sweep(clock.instant()))
                .compose(swept -> store.audit().sweep(clock.instant()))
                .onFailure(cause -> LOG.warn("what has ended could not be removed", cause));
    }
}
