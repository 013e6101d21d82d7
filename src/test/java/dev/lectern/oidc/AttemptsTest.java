package dev.lectern.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.access.Secret;
import dev.lectern.testing.LeapingClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AttemptsTest {

    private final LeapingClock clock = new LeapingClock();
    private final Attempts attempts = new Attempts(clock);

    private Secret begun() {
        Secret secret = Secret.make(Secret.Kind.SIGN_ON);
        attempts.begin(secret, "https://lectern.example.org/login/oidc/callback", "/");
        return secret;
    }

    @Test
    void isGoodOnce() {
        Secret secret = begun();
        assertThat(attempts.take(Secret.make(Secret.Kind.SIGN_ON))).isEmpty();
        assertThat(attempts.take(secret)).isPresent();
        assertThat(attempts.take(secret)).isEmpty();
    }

    @Test
    void isGoodForTenMinutes() {
        Secret early = begun();
        Secret late = begun();
        clock.leap(Attempts.LIFE.minus(Duration.ofMinutes(1)));
        assertThat(attempts.take(early)).isPresent();
        clock.leap(Duration.ofMinutes(1));
        assertThat(attempts.take(late)).isEmpty();
    }

    @Test
    void theOldestIsForgottenWhenThereAreTooMany() {
        Secret first = begun();
        Secret second = begun();
        for (int i = 0; i < 9_999; i++) {
            begun();
        }
        assertThat(attempts.take(first)).isEmpty();
        assertThat(attempts.take(second)).isPresent();
    }

    @Test
    void theChallengeIsThatOfTheStandard() {
        // The example of RFC 7636, appendix B.
        Attempt attempt =
                new Attempt("s", "n", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "https://a", "/", clock.instant());
        assertThat(attempt.challenge()).isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        assertThat(attempt.toString()).doesNotContain(attempt.verifier());
    }
}
