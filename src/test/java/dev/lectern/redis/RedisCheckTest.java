package dev.lectern.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RedisCheckTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void isContentWithAServerThatIsSetUpAsTheEmbeddedOneIs() throws Exception {
        try (TestRedis redis = TestRedis.start()) {
            assertThat(check(redis.address())).isEmpty();
        }
    }

    @Test
    void warnsOfAServerThatForgets() throws Exception {
        try (TestRedis redis = TestRedis.startWith("appendonly no", "maxmemory-policy allkeys-lru")) {
            assertThat(check(redis.address()))
                    .satisfiesExactlyInAnyOrder(
                            warning -> assertThat(warning).contains("allkeys-lru", "noeviction"),
                            warning -> assertThat(warning).contains("appendonly yes"))
                    .noneMatch(warning -> warning.contains("aPasswordForTests1"));
        }
    }

    @Test
    void saysWhenTheServerDoesNotTell() throws Exception {
        try (TestRedis redis = TestRedis.startWith("rename-command INFO \"\"", "rename-command CONFIG \"\"")) {
            assertThat(check(redis.address())).singleElement().asString().contains("INFO is refused", "noeviction");
        }
    }

    @Test
    void refusesAWrongPasswordWithASentence() {
        try (TestRedis redis = TestRedis.start()) {
            RedisAddress wrong = new RedisAddress(redis.url().replace("aPasswordForTests1", "aWrongPassword"));
            assertThatThrownBy(() -> check(wrong))
                    .isInstanceOf(RedisAway.class)
                    .hasMessageContaining("refuses the user or password")
                    .hasMessageNotContaining("aWrongPassword");
            RedisAddress none = new RedisAddress(redis.url().replace(":aPasswordForTests1@", ""));
            assertThatThrownBy(() -> check(none)).hasMessageContaining("refuses the user or password");
        }
    }

    @Test
    void saysWhenNobodyIsThere() throws Exception {
        RedisAddress nobody = new RedisAddress("redis://127.0.0.1:" + TestRedis.freePort());
        assertThatThrownBy(() -> check(nobody))
                .isInstanceOf(RedisAway.class)
                .hasMessageContaining("cannot be reached")
                .hasMessageContaining("LECTERN_REDIS");
    }

    @Test
    void warnsOfAnOldServerAndOfAReplica() {
        RedisAddress address = new RedisAddress("redis://somewhere");
        Map<String, String> info = RedisCheck.fields(
                "# Server\r\nredis_version:6.0.16\r\nmaxmemory_policy:noeviction\r\naof_enabled:1\r\nrole:slave\r\n");
        assertThat(RedisCheck.warnings(address, info))
                .satisfiesExactly(
                        warning -> assertThat(warning).contains("6.0.16", "6.2"),
                        warning -> assertThat(warning).contains("replica"));
        assertThat(RedisCheck.warnings(address, Map.of())).hasSize(3);
    }

    private List<String> check(RedisAddress address) throws Exception {
        return RedisCheck.check(vertx, address).await(20, TimeUnit.SECONDS);
    }
}
