package dev.lectern.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.http.HashesSoFar.HashSoFar;
import dev.lectern.job.Sha256;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HashesSoFarTest {

    private static final byte[] ALL = "all that comes".getBytes(StandardCharsets.UTF_8);

    private final HashesSoFar hashes = new HashesSoFar();

    private void comes(int from, int to) {
        HashSoFar hash = hashes.of("u", from);
        if (hash.digest() != null) {
            hash.digest().update(ALL, from, to - from);
        }
        hashes.keep("u", hash.and(to - from));
    }

    @Test
    void whatCameInPiecesHasTheHashOfTheWhole() {
        comes(0, 5);
        comes(5, ALL.length);
        assertThat(hashes.whole("u", ALL.length)).contains(Sha256.of(ALL));
        assertThat(hashes.whole("u", ALL.length)).as("it is given once").isEmpty();
    }

    @Test
    void whatWasNotSeenFromTheBeginningHasToBeRead() {
        comes(5, ALL.length);
        assertThat(hashes.whole("u", ALL.length)).isEmpty();
    }

    @Test
    void whatGoesOnElsewhereThanItEndedHasToBeRead() {
        comes(0, 6);
        comes(5, ALL.length);
        assertThat(hashes.whole("u", ALL.length)).isEmpty();
    }

    @Test
    void whatIsBegunAnewIsHashedAnew() {
        comes(0, 5);
        comes(0, ALL.length);
        assertThat(hashes.whole("u", ALL.length)).contains(Sha256.of(ALL));
    }

    @Test
    void whatIsNotWholeHasNoHash() {
        comes(0, 5);
        assertThat(hashes.whole("u", ALL.length)).isEmpty();
    }

    @Test
    void whatIsForgottenHasToBeRead() {
        comes(0, ALL.length);
        hashes.forget();
        assertThat(hashes.whole("u", ALL.length)).isEmpty();
    }
}
