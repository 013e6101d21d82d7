package dev.lectern.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lectern.cluster.UnusableKeys;
import dev.lectern.testing.LeapingClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoinTokensTest {

    private static final String AUTHORITY = "0123456789abcdef".repeat(4);
    private static final byte[] STATEMENT = "let me in".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path temp;

    private final LeapingClock clock = new LeapingClock();

    @Test
    void aTokenProvesWhatWasSaidWithIt() throws Exception {
        JoinTokens tokens = open();
        JoinToken token = JoinToken.parse(tokens.make(JoinTokens.USUAL).token());
        assertThat(token.authority()).isEqualTo(AUTHORITY);
        assertThat(tokens.proved(token.id(), STATEMENT, token.hmac(STATEMENT))).isEqualTo(token);
        // Any number of workers may use it.
        assertThat(tokens.proved(token.id(), STATEMENT, token.hmac(STATEMENT))).isEqualTo(token);
    }

    @Test
    void aTokenIsGoodAfterTheServerWasStartedAgain() throws Exception {
        JoinToken token = JoinToken.parse(open().make(JoinTokens.USUAL).token());
        assertThat(open().proved(token.id(), STATEMENT, token.hmac(STATEMENT))).isEqualTo(token);
    }

    @Test
    void anotherSecretAnotherStatementOrAnotherIdProvesNothing() throws Exception {
        JoinTokens tokens = open();
        JoinToken token = JoinToken.parse(tokens.make(JoinTokens.USUAL).token());
        JoinToken guessed = new JoinToken(token.id(), new byte[24], AUTHORITY);
        byte[] other = "let me out".getBytes(StandardCharsets.UTF_8);
        assertRefused(tokens, token.id(), guessed.hmac(STATEMENT), Refusal.Kind.WRONG_TOKEN);
        assertRefused(tokens, token.id(), token.hmac(other), Refusal.Kind.WRONG_TOKEN);
        assertRefused(tokens, token.id(), "", Refusal.Kind.WRONG_TOKEN);
        assertRefused(tokens, token.id(), null, Refusal.Kind.WRONG_TOKEN);
        assertRefused(tokens, "000000000000", token.hmac(STATEMENT), Refusal.Kind.WRONG_TOKEN);
    }

    @Test
    void aTokenEndsByItself() throws Exception {
        JoinTokens tokens = open();
        JoinTokens.Made made = tokens.make(Duration.ofHours(2));
        JoinToken token = JoinToken.parse(made.token());
        clock.leap(Duration.ofMinutes(119));
        assertThat(tokens.proved(token.id(), STATEMENT, token.hmac(STATEMENT))).isEqualTo(token);
        clock.leap(Duration.ofMinutes(2));
        assertThatThrownBy(() -> tokens.proved(token.id(), STATEMENT, token.hmac(STATEMENT)))
                .hasMessageContaining("expired at " + made.expires());
        assertRefused(tokens, token.id(), token.hmac(STATEMENT), Refusal.Kind.EXPIRED_TOKEN);
        // Who has none is not told which ones there were.
        assertRefused(tokens, token.id(), "", Refusal.Kind.WRONG_TOKEN);
    }

    @Test
    void aTokenIsForAMinuteToThirtyDays() throws Exception {
        JoinTokens tokens = open();
        tokens.make(Duration.ofMinutes(1));
        tokens.make(Duration.ofDays(30));
        for (Duration not : List.of(Duration.ofSeconds(59), Duration.ofDays(30).plusSeconds(1), Duration.ofDays(-1))) {
            assertThatThrownBy(() -> tokens.make(not))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("30 days");
        }
    }

    @Test
    void noTwoAreAlikeAndOldOnesAreForgotten() throws Exception {
        JoinTokens tokens = open();
        Set<String> made = new HashSet<>();
        for (int k = 0; k < 1000; k++) {
            made.add(tokens.make(JoinTokens.USUAL).token());
        }
        assertThat(made).hasSize(1000);
        assertThatThrownBy(() -> tokens.make(JoinTokens.USUAL)).isInstanceOf(Refusal.class);
        clock.leap(Duration.ofDays(31));
        tokens.make(JoinTokens.USUAL);
        assertThat(Files.size(temp.resolve("tokens.json"))).isLessThan(500);
    }

    @Test
    void aTextThatIsNotWholeIsRefusedWithoutRepeatingIt() throws Exception {
        String text = open().make(JoinTokens.USUAL).token();
        assertThat(JoinToken.parse("  " + text + "\n").text()).isEqualTo(text);
        for (String cut :
                List.of(text.substring(1), text.substring(0, text.length() - 1), text.replace('.', ' '), "x")) {
            assertThatThrownBy(() -> JoinToken.parse(cut))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("worker-token")
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain(text.substring(13, 40)));
        }
    }

    @Test
    void secretsAreShownOnceAndKeptForTheOwnerAlone() throws Exception {
        JoinTokens tokens = open();
        JoinTokens.Made made = tokens.make(JoinTokens.USUAL);
        JoinToken token = JoinToken.parse(made.token());
        String secret = made.token().split("\\.")[1];
        assertThat(made.toString() + token + tokens).doesNotContain(secret).doesNotContain("[B@");
        assumeTrue(Files.getFileStore(temp).supportsFileAttributeView("posix"), "there are permissions");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temp.resolve("tokens.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void damagedTokensAreNamed() throws Exception {
        for (String content : List.of("{", "[null]", "[{}]", "[{\"id\":\"1\"}]")) {
            Files.writeString(temp.resolve("tokens.json"), content);
            assertThatThrownBy(this::open)
                    .isInstanceOf(UnusableKeys.class)
                    .hasMessageContaining("tokens.json")
                    .hasMessageContaining("Delete the file");
        }
    }

    private static void assertRefused(JoinTokens tokens, String id, String hmac, Refusal.Kind kind) {
        assertThatThrownBy(() -> tokens.proved(id, STATEMENT, hmac))
                .isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private JoinTokens open() throws UnusableKeys {
        return JoinTokens.open(temp, AUTHORITY, clock);
    }
}
