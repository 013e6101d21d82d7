package dev.lectern.oidc;

import dev.lectern.access.Role;
import java.util.Objects;
import java.util.Optional;

/**
 * Somebody whom a provider vouches for.
 *
 * @param issuer the provider
 * @param subject what it calls this person and never anybody else; nothing else about a person is sure to stay
 * @param name by which an account may be called; others may have it too
 * @param role the role that is due; empty if there is none
 * @param roleFollows whether that holds at each login, and not only for who comes for the first time
 */
public record Visitor(String issuer, String subject, String name, Optional<Role> role, boolean roleFollows) {

    public Visitor {
        Objects.requireNonNull(issuer);
        Objects.requireNonNull(subject);
        Objects.requireNonNull(name);
        Objects.requireNonNull(role);
    }
}
