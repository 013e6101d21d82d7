package dev.lectern.access;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Who makes a request.
 *
 * @param kind how that is known
 * @param account of a {@link Kind#MEMBER}; null of all others
 * @param scope what may be done with what the request showed
 * @param credential names the login, token or link that the request showed, and is no secret itself; null if it showed none
 * @param link the session that a share link which came along leads to; null if none did
 */
public record Identity(Kind kind, Account account, Scope scope, String credential, String link) {

    /** How it is known who asks. */
    public enum Kind {
        /** There are no accounts on this server, and whoever reaches it may do everything. */
        ANYBODY,
        /** Has not said who. */
        NOBODY,
        /** Has an account. */
        MEMBER,
        /** Can read the server's data folder, so is who runs it; only for what {@link Need#ADMIT_WORKERS} asks. */
        OPERATOR
    }

    /** Everybody, as long as there are no accounts. */
    public static final Identity ANYBODY = new Identity(Kind.ANYBODY, null, Scope.ADMIN, null, null);

    public static final Identity NOBODY = new Identity(Kind.NOBODY, null, Scope.READ, null, null);

    public static final Identity OPERATOR = new Identity(Kind.OPERATOR, null, Scope.ADMIN, "operator", null);

    public Identity {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(scope);
        if ((kind == Kind.MEMBER) != (account != null)) {
            throw new IllegalArgumentException("an account is what a member has");
        }
    }

    public static Identity member(Account account, Scope scope, String credential) {
        return new Identity(Kind.MEMBER, account, scope, credential, null);
    }

    /** Somebody who has nothing but a link to a session. */
    public static Identity guest(String sessionId, String credential) {
        return new Identity(Kind.NOBODY, null, Scope.READ, credential, sessionId);
    }

    /** The same, who also has a link to a session. */
    public Identity with(String sessionId) {
        return new Identity(kind, account, scope, credential, sessionId);
    }

    /** Whether every session is theirs to see. */
    public boolean seesAll() {
        return kind == Kind.ANYBODY || account != null && account.role() == Role.ADMIN;
    }

    /** Whose sessions a list is to show; empty if those of all. */
    public Optional<String> viewer() {
        return seesAll() ? Optional.empty() : Optional.of(account == null ? "" : account.id());
    }

    /** Who gets what this one brings in; null if nobody in particular. */
    public String owner() {
        return account == null ? null : account.id();
    }

    /** What is written down of who it was. */
    public String called() {
        return account == null ? link == null ? kind.name().toLowerCase(Locale.ROOT) : "guest" : account.name();
    }
}
