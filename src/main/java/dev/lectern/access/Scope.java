package dev.lectern.access;

import java.util.Locale;
import java.util.Optional;

/** What may be done with a token at most, whatever its owner's role; from least to most. */
public enum Scope {
    /** Look. */
    READ,
    /** Upload, change and delete sessions too. */
    WRITE,
    /** Accounts, tokens and shares too: all that its owner may do. */
    ADMIN;

    /** The name on the wire and in the database. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The scope of that name; empty if there is none. */
    public static Optional<Scope> ofLabel(String label) {
        return Labels.find(values(), Scope::label, label);
    }
}
