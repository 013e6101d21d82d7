package dev.lectern.enrol;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The requests that let somebody in, so that none does so twice. Only the last ones of this run are known: the same request again
 * would give its maker a certificate for a key that somebody else has, so this only spares the server the work. Thread safe.
 */
final class SeenNonces {

    private static final int AT_MOST = 10_000;

    private final Set<String> seen = new LinkedHashSet<>();

    /** Whether it was not seen before; it is from now on. */
    synchronized boolean first(String nonce) {
        if (!seen.add(nonce)) {
            return false;
        }
        if (seen.size() > AT_MOST) {
            seen.remove(seen.iterator().next());
        }
        return true;
    }
}
