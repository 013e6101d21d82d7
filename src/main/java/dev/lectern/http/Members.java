package dev.lectern.http;

import dev.lectern.access.Account;
import dev.lectern.store.Accounts;
import dev.lectern.store.Store;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Finds accounts, or says that there is none. */
final class Members {

    private Members() {}

    /** Whose request it is. */
    static Account account(RoutingContext ctx) {
        Account account = Caller.of(ctx).account();
        if (account == null) {
            throw new ApiFailure(
                    ErrorCode.NOT_FOUND, "There are no accounts on this server; lectern user add makes the first one");
        }
        return account;
    }

    /** The one that a path or body names. */
    static Future<Account> named(Store store, String name) {
        Future<Optional<Accounts.Keyed>> known =
                Account.isName(name) ? store.accounts().find(name) : Future.succeededFuture(Optional.empty());
        return known.map(found -> found.orElseThrow(() -> new ApiFailure(ErrorCode.NOT_FOUND, "There is no such user"))
                .account());
    }
}
