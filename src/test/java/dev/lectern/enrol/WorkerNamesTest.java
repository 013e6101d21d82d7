package dev.lectern.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.lectern.cluster.UnusableKeys;
import dev.lectern.testing.LeapingClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerNamesTest {

    @TempDir
    private Path temp;

    private final LeapingClock clock = new LeapingClock();
    private WorkerNames names;

    @BeforeEach
    void open() throws UnusableKeys {
        names = WorkerNames.open(temp, clock);
    }

    @Test
    void aWorkerGetsTheNameThatItWishesIfNobodyHasIt() throws Exception {
        assertThat(assign("blue", "key-1", Set.of())).isEqualTo("blue");
        assertThat(assign("blue", "key-2", Set.of())).isEqualTo("blue-2");
        assertThat(assign("blue", "key-3", Set.of())).isEqualTo("blue-3");
        assertThat(assign("red", "key-4", Set.of("red"))).isEqualTo("red-2");
    }

    @Test
    void aWorkerKeepsItsNameAlsoWhileItIsStillSeen() throws Exception {
        assign("blue", "key-1", Set.of());
        assign("blue", "key-2", Set.of("blue"));
        clock.leap(Duration.ofDays(1));
        assertThat(assign("blue", "key-2", Set.of("blue", "blue-2"))).isEqualTo("blue-2");
        assertThat(assign("blue", "key-1", Set.of("blue", "blue-2"))).isEqualTo("blue");
    }

    @Test
    void aWorkerThatIsGoneForLongLosesItsName() throws Exception {
        assign("blue", "key-1", Set.of());
        clock.leap(WorkerNames.GRACE.minusSeconds(5));
        assertThat(assign("blue", "key-2", Set.of())).isEqualTo("blue-2");
        clock.leap(Duration.ofSeconds(10));
        assertThat(assign("blue", "key-3", Set.of())).isEqualTo("blue");
        assertThat(assign("blue", "key-1", Set.of())).isEqualTo("blue-3");
    }

    @Test
    void aWorkerThatLivesKeepsItsNameForEver() throws Exception {
        assign("blue", "key-1", Set.of());
        clock.leap(Duration.ofDays(365));
        assertThat(assign("blue", "key-2", Set.of("blue"))).isEqualTo("blue-2");
    }

    @Test
    void afterTheServerWasStartedAgainWorkersHaveTimeToComeBack() throws Exception {
        assign("blue", "key-1", Set.of());
        clock.leap(Duration.ofDays(1));
        open();
        assertThat(assign("blue", "key-2", Set.of())).isEqualTo("blue-2");
        assertThat(assign("blue", "key-1", Set.of())).isEqualTo("blue");
        clock.leap(WorkerNames.GRACE.plusSeconds(1));
        assertThat(assign("blue", "key-3", Set.of())).isEqualTo("blue");
    }

    @Test
    void aWorkerMayCallItselfOtherwise() throws Exception {
        assign("blue", "key-1", Set.of());
        assertThat(assign("red", "key-1", Set.of("blue"))).isEqualTo("red");
    }

    @Test
    void aLongNameStaysAName() throws Exception {
        String longest = "a".repeat(63);
        assign(longest, "key-1", Set.of());
        String second = assign(longest, "key-2", Set.of());
        assertThat(second).isEqualTo("a".repeat(61) + "-2");
        assertThat(assign(longest, "key-2", Set.of())).isEqualTo(second);
    }

    @Test
    void damagedNamesAreNamed() throws Exception {
        Files.writeString(temp.resolve("workers.json"), "[{}]");
        assertThatThrownBy(this::open).isInstanceOf(UnusableKeys.class).hasMessageContaining("workers.json");
    }

    @Test
    void whoHadANameBeforeIsRememberedBesideWhoHasItNow() throws Exception {
        names.assign(new WorkerNames.Newcomer("blue", "key-1", "pc-1", Optional.of("token-1")), Set.of());
        clock.leap(WorkerNames.GRACE.plusSeconds(1));
        assign("blue", "key-2", Set.of());
        names.assign(new WorkerNames.Newcomer("blue", "key-2", "pc-2", Optional.of("token-2")), Set.of("blue"));
        open();
        assertThat(names.all())
                .extracting(
                        WorkerNames.Holder::name,
                        WorkerNames.Holder::key,
                        WorkerNames.Holder::host,
                        WorkerNames.Holder::tokens)
                .containsExactly(
                        tuple("blue", "key-1", "pc-1", Set.of("token-1")),
                        tuple("blue", "key-2", "pc-2", Set.of("token-2")));
        assertThat(assign("blue", "key-1", Set.of("blue"))).isEqualTo("blue-2");
    }

    @Test
    void namesOfAnOlderVersionAreRead() throws Exception {
        Files.writeString(
                temp.resolve("workers.json"),
                "[{\"name\":\"blue\",\"key\":\"key-1\",\"enrolled\":\"" + clock.instant() + "\"}]");
        open();
        assertThat(names.all()).singleElement().satisfies(holder -> {
            assertThat(holder.host()).isNull();
            assertThat(holder.tokens()).isEmpty();
        });
    }

    private String assign(String wish, String key, Set<String> live) throws IOException {
        return names.assign(new WorkerNames.Newcomer(wish, key, "pc", Optional.empty()), live);
    }
}
