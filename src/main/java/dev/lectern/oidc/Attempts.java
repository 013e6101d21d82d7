package dev.lectern.oidc;

import dev.lectern.access.Secret;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The logins that were begun, each known to the browser that began it by a secret. Each is good once and not for long. They are memory of
 * the server; the oldest is forgotten when there are too many. Not thread safe.
 */
final class Attempts {

    /** In which somebody finds a telephone for the second factor. */
    static final Duration LIFE = Duration.ofMinutes(10);

    private static final int MOST = 10_000;

    private final Clock clock;
    private final Map<String, Attempt> open = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Attempt> eldest) {
            return size() > MOST;
        }
    };

    Attempts(Clock clock) {
        this.clock = clock;
    }

    Attempt begin(Secret secret, String redirectUri, String to) {
        forgetThoseThatAreOver();
        Attempt attempt = Attempt.make(redirectUri, to, clock.instant().plus(LIFE));
        open.put(secret.hash(), attempt);
        return attempt;
    }

    /** Takes what a browser began, which then is gone whatever comes of it; empty if it is over or was never begun. */
    Optional<Attempt> take(Secret secret) {
        return Optional.ofNullable(open.remove(secret.hash()))
                .filter(attempt -> attempt.end().isAfter(clock.instant()));
    }

    /** All live equally long, so those that are over stand first. */
    private void forgetThoseThatAreOver() {
        Iterator<Attempt> eldest = open.values().iterator();
        while (eldest.hasNext() && !eldest.next().end().isAfter(clock.instant())) {
            eldest.remove();
        }
    }
}
