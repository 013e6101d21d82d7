package dev.lectern.enrol;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lectern.cluster.PrivateFolder;
import dev.lectern.cluster.UnusableKeys;
import dev.lectern.job.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which worker, known by its key, is called what. A name stays with its worker: while it lives, and after each enrolment and each
 * start of the server for long enough to come back. Then somebody else may have it; that the first one had it is remembered for longer
 * than its certificate lasts. Thread safe.
 */
final class WorkerNames {

    /** How long a worker may take to come back before its name is given to another. */
    static final Duration GRACE = Duration.ofMinutes(2);

    private static final String FILE = "workers.json";
    private static final Duration REMEMBERED = Duration.ofDays(60);
    private static final int MAX_LENGTH = 63;
    private static final Pattern NUMBER = Pattern.compile("-\\d{1,9}$");

    private final PrivateFolder folder;
    private final Clock clock;
    private final Instant start;
    private List<Holder> holders;

    /**
     * Who is called what.
     *
     * @param key SHA-256 of the public key
     * @param enrolled when it was let in last
     * @param host what its machine calls itself; null if an older version let it in
     * @param tokens the ids of the join tokens that it was ever let in by
     */
    record Holder(
            @JsonProperty("name") String name,
            @JsonProperty("key") String key,
            @JsonProperty("enrolled") Instant enrolled,
            @JsonProperty("host") String host,
            @JsonProperty("tokens") Set<String> tokens) {

        Holder {
            Objects.requireNonNull(name);
            Objects.requireNonNull(key);
            Objects.requireNonNull(enrolled);
            tokens = tokens == null ? Set.of() : Set.copyOf(tokens);
        }
    }

    /**
     * A worker that is to be given a name.
     *
     * @param wish what it would like to be called
     * @param key see {@link dev.lectern.cluster.P256#id}
     * @param token the id of the join token that lets it in; empty if none does
     */
    record Newcomer(String wish, String key, String host, Optional<String> token) {}

    private WorkerNames(PrivateFolder folder, Clock clock, List<Holder> holders) {
        this.folder = folder;
        this.clock = clock;
        this.start = clock.instant();
        this.holders = holders;
    }

    static WorkerNames open(Path folder, Clock clock) throws UnusableKeys {
        try {
            PrivateFolder home = PrivateFolder.open(folder);
            byte[] kept = home.read(FILE).orElse(new byte[] {'[', ']'});
            return new WorkerNames(home, clock, List.of(Json.read(kept, Holder[].class)));
        } catch (IOException e) {
            throw new UnusableKeys(
                    "The names of workers in " + folder + " cannot be used: " + PrivateFolder.reason(e) + ".", e);
        } catch (UncheckedIOException | NullPointerException e) {
            throw new UnusableKeys(
                    "The names of workers in " + folder.resolve(FILE)
                            + " are damaged. Delete the file; workers that come back may be called otherwise then.",
                    e);
        }
    }

    /** All that are remembered, also those whose name somebody else has now; of the same name the last one has it. */
    synchronized List<Holder> all() {
        return holders;
    }

    /**
     * The name for a worker: what it wishes, or that with a number behind it.
     *
     * @param live what workers that are there now are called
     */
    synchronized String assign(Newcomer worker, Set<String> live) throws IOException {
        Instant now = clock.instant();
        String key = worker.key();
        String name = earlier(worker.wish(), key).orElseGet(() -> free(worker.wish(), key, live, now));
        Set<String> tokens = new TreeSet<>();
        worker.token().ifPresent(tokens::add);
        holders.stream().filter(holder -> holder.key().equals(key)).forEach(before -> tokens.addAll(before.tokens()));
        List<Holder> others = new ArrayList<>(holders.stream()
                .filter(holder -> !holder.key().equals(key))
                .filter(holder -> now.isBefore(holder.enrolled().plus(REMEMBERED)))
                .toList());
        others.add(new Holder(name, key, now, worker.host(), tokens));
        folder.write(FILE, Json.bytes(others));
        holders = List.copyOf(others);
        return name;
    }

    private Optional<String> earlier(String wish, String key) {
        return holders.stream()
                .filter(holder -> holder.key().equals(key) && isTheLast(holder))
                .map(Holder::name)
                .filter(name -> name.equals(wish) || name.equals(with(wish, NUMBER.matcher(name))))
                .findFirst();
    }

    private boolean isTheLast(Holder holder) {
        return holders.stream()
                .filter(other -> other.name().equals(holder.name()))
                .reduce((one, later) -> later)
                .filter(holder::equals)
                .isPresent();
    }

    private String free(String wish, String key, Set<String> live, Instant now) {
        String name = wish;
        for (int number = 2; taken(name, key, live, now); number++) {
            name = with(wish, "-" + number);
        }
        return name;
    }

    /** With the number of a name, if that has one. */
    private static String with(String wish, Matcher number) {
        return number.find() ? with(wish, number.group()) : wish;
    }

    private static String with(String wish, String end) {
        return wish.substring(0, Math.min(wish.length(), MAX_LENGTH - end.length())) + end;
    }

    private boolean taken(String name, String key, Set<String> live, Instant now) {
        return live.contains(name)
                || holders.stream()
                        .filter(holder ->
                                holder.name().equals(name) && !holder.key().equals(key))
                        .map(holder -> holder.enrolled().isAfter(start) ? holder.enrolled() : start)
                        .anyMatch(since -> now.isBefore(since.plus(GRACE)));
    }
}
