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
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The join tokens of a server. They are made on request, good for any number of workers, and end by themselves. Thread safe. */
public final class JoinTokens {

    /** How long a token is good if nothing else is said. */
    public static final Duration USUAL = Duration.ofHours(1);

    /** The shortest time that is given. */
    public static final Duration SHORTEST = Duration.ofMinutes(1);

    /** The longest time that is given. */
    public static final Duration LONGEST = Duration.ofDays(30);

    private static final String FILE = "tokens.json";
    private static final int AT_MOST = 1000;

    /** Those that ended are known for a while, so that their users are told what is wrong. */
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final PrivateFolder folder;
    private final String authority;
    private final Clock clock;
    private List<Kept> tokens;

    /**
     * A token, to be shown once.
     *
     * @param token see {@link JoinToken#text()}
     * @param expires when it ends
     */
    public record Made(String token, Instant expires) {

        public Made {
            Objects.requireNonNull(token);
            Objects.requireNonNull(expires);
        }

        @Override
        public String toString() {
            return "Made[until " + expires + "]";
        }
    }

    private record Kept(
            @JsonProperty("id") String id,
            @JsonProperty("secret") String secret,
            @JsonProperty("expires") Instant expires) {

        Kept {
            Objects.requireNonNull(id);
            Objects.requireNonNull(secret);
            Objects.requireNonNull(expires);
        }

        JoinToken token(String authority) {
            return new JoinToken(id, Base64.getDecoder().decode(secret), authority);
        }

        @Override
        public String toString() {
            return "Kept[" + id + "]";
        }
    }

    private JoinTokens(PrivateFolder folder, String authority, Clock clock, List<Kept> tokens) {
        this.folder = folder;
        this.authority = authority;
        this.clock = clock;
        this.tokens = tokens;
    }

    /**
     * Reads the tokens. Blocks on the disk.
     *
     * @param folder where they are kept, made if need be
     * @param authority the fingerprint that new ones carry
     */
    public static JoinTokens open(Path folder, String authority, Clock clock) throws UnusableKeys {
        try {
            PrivateFolder home = PrivateFolder.open(folder);
            byte[] kept = home.read(FILE).orElse(new byte[] {'[', ']'});
            return new JoinTokens(home, authority, clock, List.of(Json.read(kept, Kept[].class)));
        } catch (IOException e) {
            throw new UnusableKeys(
                    "The join tokens in " + folder + " cannot be used: " + PrivateFolder.reason(e) + ".", e);
        } catch (UncheckedIOException | NullPointerException e) {
            throw new UnusableKeys(
                    "The join tokens in " + folder.resolve(FILE)
                            + " are damaged. Delete the file; tokens that were handed out are worthless then.",
                    e);
        }
    }

    /**
     * Makes a token; it is on the disk when this returns.
     *
     * @param validity {@link #SHORTEST} to {@link #LONGEST}
     * @throws Refusal if that is too short or too long, or there are too many
     */
    public synchronized Made make(Duration validity) throws IOException, Refusal {
        if (validity.compareTo(SHORTEST) < 0 || validity.compareTo(LONGEST) > 0) {
            throw new Refusal(Refusal.Kind.INVALID, "A join token is good for at least a minute and at most 30 days");
        }
        Instant now = clock.instant();
        List<Kept> known = tokens.stream()
                .filter(kept -> now.isBefore(kept.expires().plus(REMEMBERED)))
                .toList();
        if (known.size() >= AT_MOST) {
            throw new Refusal(Refusal.Kind.INVALID, "There are " + AT_MOST + " join tokens already");
        }
        JoinToken token = JoinToken.random(authority);
        Instant expires = now.plus(validity);
        Kept added = new Kept(token.id(), Base64.getEncoder().encodeToString(token.secret()), expires);
        List<Kept> more = Stream.concat(known.stream(), Stream.of(added)).toList();
        folder.write(FILE, Json.bytes(more));
        tokens = more;
        return new Made(token.text(), expires);
    }

    /**
     * Ends tokens before their time; blocks until that is on the disk.
     *
     * @param ids see {@link JoinToken#id()}
     * @return how many of them were still good
     */
    synchronized int end(Set<String> ids) throws IOException {
        Instant now = clock.instant();
        int ended = (int) tokens.stream()
                .filter(kept -> ids.contains(kept.id()) && now.isBefore(kept.expires()))
                .count();
        if (ended > 0) {
            List<Kept> rest = tokens.stream()
                    .map(kept -> ids.contains(kept.id()) && now.isBefore(kept.expires())
                            ? new Kept(kept.id(), kept.secret(), now)
                            : kept)
                    .toList();
            folder.write(FILE, Json.bytes(rest));
            tokens = rest;
        }
        return ended;
    }

    /**
     * The token that a request was proved with.
     *
     * @param id what the worker says its token is
     * @throws Refusal if there is no such token, it ended, or the HMAC is not right
     */
    synchronized JoinToken proved(String id, byte[] statement, String hmac) throws Refusal {
        Kept kept = tokens.stream()
                .filter(known -> known.id().equals(id))
                .findFirst()
                .orElseThrow(JoinTokens::wrong);
        JoinToken token = kept.token(authority);
        // First the proof: who has no token is not told which ones there were.
        if (!token.proves(statement, hmac)) {
            throw wrong();
        }
        if (!clock.instant().isBefore(kept.expires())) {
            throw new Refusal(
                    Refusal.Kind.EXPIRED_TOKEN,
                    "This join token expired at " + kept.expires()
                            + "; make another with lectern worker-token on the server.");
        }
        return token;
    }

    private static Refusal wrong() {
        return new Refusal(
                Refusal.Kind.WRONG_TOKEN,
                "This join token is not one of this server; make one with lectern worker-token on the server.");
    }
}
