package dev.lectern.access;

import java.util.Objects;

/**
 * What is known of one account and one session.
 *
 * @param owner the account that brought it in; null if from before there were accounts, or if that account is gone
 * @param shared what the account was given by the owner: {@link Standing#NONE}, {@link Standing#READER} or {@link Standing#EDITOR}
 */
public record Grants(String owner, Standing shared) {

    public Grants {
        Objects.requireNonNull(shared);
    }
}
