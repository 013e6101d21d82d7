package dev.lectern.http;

import dev.lectern.access.Account;
import dev.lectern.access.Role;
import dev.lectern.oidc.SignOnFailure;
import dev.lectern.oidc.SignOnFailure.Kind;
import dev.lectern.oidc.Visitor;
import dev.lectern.store.Identities;
import dev.lectern.store.Store;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.function.Consumer;

/** Finds the account of whom an identity provider vouches for, or makes one. */
record Enlistment(Store store, Clock clock) {

    /**
     * Whose account that is.
     *
     * @param known is told what the account is called, as soon as there is one, also if it is refused then
     * @return fails with {@link SignOnFailure} if there is none to be had
     */
    Future<Account> account(Visitor visitor, Consumer<String> known) {
        return store.identities().find(visitor.issuer(), visitor.subject()).compose(found -> {
            found.ifPresent(somebody -> known.accept(somebody.account().name()));
            return found.isPresent() ? again(found.get(), visitor) : first(visitor, known);
        });
    }

    private Future<Account> again(Identities.Known somebody, Visitor visitor) {
        Account account = somebody.account();
        if (somebody.disabled()) {
            return refused(Kind.DISABLED);
        }
        if (!visitor.roleFollows()) {
            return Future.succeededFuture(account);
        }
        if (visitor.role().isEmpty()) {
            return refused(Kind.REFUSED);
        }
        Role due = visitor.role().get();
        if (due == account.role()) {
            return Future.succeededFuture(account);
        }
        return store.accounts()
                .changeRole(account.id(), due)
                .compose(done -> done
                        ? Future.succeededFuture(new Account(account.id(), account.name(), due))
                        : refused(Kind.LAST_ADMIN));
    }

    private Future<Account> first(Visitor visitor, Consumer<String> known) {
        if (visitor.role().isEmpty()) {
            return refused(Kind.REFUSED);
        }
        Account wanted =
                new Account(Names.user(), visitor.name(), visitor.role().get());
        return store.identities()
                .add(visitor.issuer(), visitor.subject(), wanted, clock.instant())
                .map(Identities.Known::account)
                .onSuccess(account -> known.accept(account.name()));
    }

    private static Future<Account> refused(Kind kind) {
        return Future.failedFuture(new SignOnFailure(kind));
    }
}
