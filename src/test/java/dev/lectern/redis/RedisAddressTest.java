package dev.lectern.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisAddressTest {

    @ParameterizedTest
    @CsvSource({
        "redis://localhost, redis://localhost:6379",
        "redis://:secret@10.0.0.1:7000/2, redis://10.0.0.1:7000",
        "rediss://me:secret@redis.example.org, rediss://redis.example.org:6379",
        "redis://[::1]:6380?password=secret, redis://[::1]:6380"
    })
    void showsNeitherUserNorPassword(String url, String shown) {
        assertThat(new RedisAddress(url)).hasToString(shown);
        assertThat(new RedisAddress(url).url()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost:6379", "http://:secret@host", "redis://:se cret@host", "redis://:secret@"})
    void refusesWhatIsNoAddressWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> new RedisAddress(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("redis://host:6379")
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("cret@")
                .hasNoCause();
    }

    @Test
    void knowsWhetherItIsEncrypted() {
        assertThat(new RedisAddress("rediss://host").tls()).isTrue();
        assertThat(new RedisAddress("redis://host").tls()).isFalse();
    }
}
