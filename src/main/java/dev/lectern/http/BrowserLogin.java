package dev.lectern.http;

import dev.lectern.access.Account;
import dev.lectern.access.Identity;
import dev.lectern.access.Scope;
import dev.lectern.access.Secret;
import dev.lectern.store.Store;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;

/** Lets a browser in whose user is known, however that came to be. */
record BrowserLogin(Store store, Clock clock, Cookies cookies, Audit audit) {

    /**
     * Gives the answer a cookie, and writes down that somebody came.
     *
     * @param action by which they came
     * @param status of the answer
     */
    Future<Identity> enter(RoutingContext ctx, Account account, String action, int status) {
        Secret secret = Secret.make(Secret.Kind.LOGIN);
        String id = Names.login();
        Instant now = clock.instant();
        Identity who = Identity.member(account, Scope.ADMIN, id);
        return store.logins()
                .insert(id, secret, account.id(), now, now.plus(Authentication.LONGEST))
                .map(stored -> {
                    cookies.giveLogin(ctx.request(), secret, Authentication.LONGEST);
                    return who;
                })
                .compose(known -> audit.write(ctx, who, action, status).map(known));
    }
}
