package dev.lectern.access;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Somebody who can log in.
 *
 * @param id {@code user-} and 32 hex digits; stays when the name or the role changes
 * @param name by which people know it: 1 to 64 of {@code a-z 0-9 . _ @ -}, beginning with a letter or digit
 */
public record Account(String id, String name, Role role) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,63}");

    public Account {
        Objects.requireNonNull(id);
        Objects.requireNonNull(role);
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "A user's name is 1 to 64 lower-case letters, digits and . _ @ - and begins with a letter or digit");
        }
    }

    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
