package dev.lectern.enrol;

import java.security.PublicKey;
import java.util.Objects;
import java.util.Optional;

/**
 * A worker that is let in, and why.
 *
 * @param key of the worker; it was proved to have the private part
 * @param token that it was let in by, for the answer to be proved with it as well; empty if it was for another reason
 */
record Admission(EnrolRequest request, PublicKey key, Reason reason, Optional<JoinToken> token) {

    enum Reason {
        SAME_MACHINE,
        EARLIER_CERTIFICATE,
        TOKEN
    }

    Admission {
        Objects.requireNonNull(request);
        Objects.requireNonNull(key);
        Objects.requireNonNull(reason);
        Objects.requireNonNull(token);
    }
}
