package dev.lectern.access;

import java.util.Locale;
import java.util.Optional;

/** What an account may do at most, from least to most. */
public enum Role {
    /** Looks at what was shared with it. */
    VIEWER,
    /** Uploads, and changes what is its own or was shared with it for that. */
    EDITOR,
    /** Everything, everybody's sessions and accounts too. */
    ADMIN;

    /** The name on the wire and in the database. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of that name; empty if there is none. */
    public static Optional<Role> ofLabel(String label) {
        return Labels.find(values(), Role::label, label);
    }
}
