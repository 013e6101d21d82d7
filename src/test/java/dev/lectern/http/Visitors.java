package dev.lectern.http;

import static dev.lectern.testing.Await.await;

import dev.lectern.access.Account;
import dev.lectern.access.Passwords;
import dev.lectern.access.Role;
import dev.lectern.access.Scope;
import dev.lectern.access.Secret;
import dev.lectern.access.Standing;
import dev.lectern.job.Ids;
import dev.lectern.job.Job;
import dev.lectern.job.Parameters;
import dev.lectern.job.Session;
import dev.lectern.store.Link;
import dev.lectern.store.Store;
import dev.lectern.store.Token;
import java.time.Duration;
import java.time.Instant;

/** Makes people, with what they are known by, and what is theirs. */
final class Visitors {

    static final String PASSWORD = "correct horse battery";
    private static final Instant NOW = TestServer.NOW;
    /** Costs a moment, so once for all. */
    private static final String HASH = Passwords.hash(PASSWORD);

    private final TestServer server;

    Visitors(TestServer server) {
        this.server = server;
    }

    private Store store() {
        return server.store();
    }

    Account account(String name, Role role) {
        Account account = new Account("user-" + name, name, role);
        await(store().accounts().insert(account, HASH, NOW));
        return account;
    }

    /** The server knows that there are accounts now. */
    void shut() {
        server.restart();
    }

    /** The headers of a browser that is logged in. */
    String[] browser(Account account) {
        return browser(account, NOW, NOW.plus(Duration.ofDays(1)));
    }

    String[] browser(Account account, Instant seen, Instant end) {
        Secret secret = Secret.make(Secret.Kind.LOGIN);
        await(store().logins().insert("login-" + Ids.newTrace(), secret, account.id(), seen, end));
        return new String[] {"cookie", "lectern-login=" + secret.reveal()};
    }

    /** The headers of a program with a token. */
    String[] token(Account account, Scope scope, Instant end) {
        Secret secret = Secret.make(Secret.Kind.TOKEN);
        Token token = new Token("tok-" + Ids.newTrace(), account, "a script", scope, NOW, null, end);
        await(store().tokens().insert(token, secret));
        return new String[] {"authorization", "Bearer " + secret.reveal()};
    }

    String[] token(Account account, Scope scope) {
        return token(account, scope, NOW.plus(Duration.ofDays(1)));
    }

    Secret link(String sessionId, Instant end) {
        Secret secret = Secret.make(Secret.Kind.LINK);
        await(store().links().insert(new Link("link-" + Ids.newTrace(), sessionId, "ann", NOW, null, end), secret));
        return secret;
    }

    /** The headers of somebody who followed a link. */
    String[] guest(String sessionId) {
        return new String[] {
            "cookie",
            "lectern-link=" + link(sessionId, NOW.plus(Duration.ofDays(1))).reveal()
        };
    }

    /** A session of somebody's with a queued job. */
    Job session(Account owner) {
        Session session = new Session(Ids.newSession(), "Optics", null, NOW, "0".repeat(64), 1, null);
        Job job = Job.queued(Ids.newJob(), session.id(), Parameters.DEFAULT, NOW);
        await(store().sessions().insert(session, job, owner == null ? null : owner.id()));
        return job;
    }

    void share(String sessionId, Account with, Standing standing) {
        await(store().sharing().give(sessionId, with.id(), standing));
    }
}
