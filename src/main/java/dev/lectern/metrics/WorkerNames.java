package dev.lectern.metrics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which workers have figures of their own: not more than a number, and not for ever. Thread safe. */
final class WorkerNames {

    /** What is counted for all that come when there are too many. */
    static final String OTHER = "other";

    private static final int MOST = 256;
    /** Long enough for who fetches figures once a minute to see the last of a worker that is gone. */
    private static final Duration REMEMBERED = Duration.ofMinutes(15);

    private final Clock clock;
    private final Map<String, Instant> heard = new HashMap<>();

    WorkerNames(Clock clock) {
        this.clock = clock;
    }

    /** The name under which something of this worker is counted. */
    synchronized String label(String worker) {
        if (!heard.containsKey(worker) && heard.size() >= MOST) {
            return OTHER;
        }
        heard.put(worker, clock.instant());
        return worker;
    }

    /** Forgets who does not live and was not heard of for a while, and answers who that is. */
    synchronized List<String> forget(Collection<String> living) {
        Instant now = clock.instant();
        List<String> gone = new ArrayList<>();
        heard.forEach((worker, at) -> {
            if (!living.contains(worker) && at.plus(REMEMBERED).isBefore(now)) {
                gone.add(worker);
            }
        });
        gone.forEach(heard::remove);
        return gone;
    }
}
