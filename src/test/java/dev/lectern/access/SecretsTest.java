package dev.lectern.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    @ParameterizedTest
    @EnumSource(Secret.Kind.class)
    void aSecretIsKnownAgainAndSaysNothingOfItself(Secret.Kind kind) {
        Secret made = Secret.make(kind);
        Secret shown = Secret.parse(made.reveal()).orElseThrow();
        assertThat(shown.kind()).isEqualTo(kind);
        assertThat(shown.hash()).isEqualTo(made.hash()).hasSize(64).doesNotContain(made.reveal());
        assertThat(made.toString()).isEqualTo("Secret[" + kind + "]");
    }

    @Test
    void noTwoAreTheSame() {
        Set<String> all = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            assertThat(all.add(Secret.make(Secret.Kind.TOKEN).reveal())).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lct_", "lct_short", "xyz_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "' OR 1=1"})
    void whatIsNoneIsNone(String text) {
        assertThat(Secret.parse(text)).isEmpty();
    }

    @Test
    void aPasswordIsKnownAgainByAHashThatIsNeverTheSame() {
        String hash = Passwords.hash("correct horse battery");
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("horse");
        assertThat(Passwords.hash("correct horse battery")).isNotEqualTo(hash);
        assertThat(Passwords.matches("correct horse battery", hash)).isTrue();
        assertThat(Passwords.matches("correct horse battery ", hash)).isFalse();
        assertThat(Passwords.matches("", hash)).isFalse();
    }

    @Test
    void aHashOfTheReferenceImplementationIsUnderstood() {
        // From the test vectors of the reference implementation: argon2id, version 19, m=256, t=2, p=1.
        assertThat(Passwords.matches(
                        "password",
                        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"))
                .isTrue();
    }

    /** Both cost the same work; the bound is wide, because machines are busy. */
    @Test
    void whoIsNotThereTakesAsLongAsWhoIs() {
        String hash = Passwords.hash("correct horse battery");
        assertThat(Passwords.matches("nobody has this password", null)).isFalse();
        long there = fastest(hash);
        long nobody = fastest(null);
        assertThat((double) nobody / there).isBetween(0.5, 2.0);
    }

    private static long fastest(String hash) {
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < 7; i++) {
            long begin = System.nanoTime();
            Passwords.matches("a wrong password", hash);
            fastest = Math.min(fastest, System.nanoTime() - begin);
        }
        return fastest;
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "aaaaaaaaaaaaaaa", "ann is my name", "ANN12345678"})
    void anEasyPasswordIsRefusedWithASentence(String password) {
        assertThatThrownBy(() -> Passwords.check("ann", password)).isInstanceOf(IllegalArgumentException.class);
        Passwords.check("ann", "correct horse battery");
    }
}
