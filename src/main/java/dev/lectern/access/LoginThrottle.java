package dev.lectern.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes guessing slow. Failures are counted for a name from one address, for an address, and for a name; after some that are free
 * each further one has to wait twice as long. What is counted for a name alone is generous and never waits long, so that nobody
 * locks somebody else out. An attempt counts as failed from when it begins, so that many at once gain nothing. All of it is memory
 * of the server; the oldest is forgotten when there is too much. Not thread safe.
 */
public final class LoginThrottle {

    private static final int MOST_KEYS = 10_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private final Clock clock;
    private final Map<String, Failures> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MOST_KEYS;
        }
    };

    /** Failures in a row, and from when on the next attempt may be made. */
    private record Failures(int count, Instant last, Instant next) {}

    private record Rule(String key, int free, Duration longest) {}

    public LoginThrottle(Clock clock) {
        this.clock = clock;
    }

    /**
     * Somebody wants to try.
     *
     * @return how long to wait first; empty if it may be tried now, which then counts as failed until {@link #succeeded} is told
     */
    public Optional<Duration> attempt(String name, String address) {
        return attempt(rules(name, address));
    }

    /** As {@link #attempt(String, String)}, of somebody who does not say here who that is. */
    public Optional<Duration> attempt(String address) {
        return attempt(List.of(ofAddress(address)));
    }

    private Optional<Duration> attempt(List<Rule> rules) {
        Instant now = clock.instant();
        Duration wait = Duration.ZERO;
        for (Rule rule : rules) {
            Failures failures = failures(rule, now);
            Duration left = failures == null ? Duration.ZERO : Duration.between(now, failures.next());
            wait = left.compareTo(wait) > 0 ? left : wait;
        }
        if (!wait.isZero() && !wait.isNegative()) {
            return Optional.of(wait);
        }
        rules.forEach(rule -> count(rule, now));
        return Optional.empty();
    }

    /** It was the right password. */
    public void succeeded(String name, String address) {
        List<Rule> rules = rules(name, address);
        known.remove(rules.get(0).key());
        rules.subList(1, rules.size()).forEach(this::forgive);
    }

    /** Somebody got in who did not say here who that is. */
    public void succeeded(String address) {
        forgive(ofAddress(address));
    }

    private void forgive(Rule rule) {
        known.computeIfPresent(
                rule.key(),
                (key, failures) -> failures.count() <= 1
                        ? null
                        : new Failures(failures.count() - 1, failures.last(), clock.instant()));
    }

    private static List<Rule> rules(String name, String address) {
        return List.of(
                new Rule("both " + address + " " + name, 5, Duration.ofMinutes(15)),
                new Rule("name " + name, 20, Duration.ofMinutes(1)),
                ofAddress(address));
    }

    private static Rule ofAddress(String address) {
        return new Rule("address " + address, 50, Duration.ofMinutes(1));
    }

    private Failures failures(Rule rule, Instant now) {
        Failures failures = known.get(rule.key());
        return failures == null || failures.last().plus(FORGOTTEN_AFTER).isBefore(now) ? null : failures;
    }

    private void count(Rule rule, Instant now) {
        Failures before = failures(rule, now);
        int count = before == null ? 1 : before.count() + 1;
        int over = Math.min(count - rule.free(), 20);
        Duration wait = over < 0 ? Duration.ZERO : Duration.ofSeconds(1L << over);
        known.put(
                rule.key(),
                new Failures(count, now, now.plus(wait.compareTo(rule.longest()) > 0 ? rule.longest() : wait)));
    }
}
