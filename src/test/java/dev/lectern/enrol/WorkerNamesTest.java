package dev.lectern.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lectern.cluster.UnusableKeys;
import dev.lectern.testing.LeapingClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
        assertThat(names.assign("blue", "key-1", Set.of())).isEqualTo("blue");
        assertThat(names.assign("blue", "key-2", Set.of())).isEqualTo("blue-2");
        assertThat(names.assign("blue", "key-3", Set.of())).isEqualTo("blue-3");
        assertThat(names.assign("red", "key-4", Set.of("red"))).isEqualTo("red-2");
    }

    @Test
    void aWorkerKeepsItsNameAlsoWhileItIsStillSeen() throws Exception {
        names.assign("blue", "key-1", Set.of());
        names.assign("blue", "key-2", Set.of("blue"));
        clock.leap(Duration.ofDays(1));
        assertThat(names.assign("blue", "key-2", Set.of("blue", "blue-2"))).isEqualTo("blue-2");
        assertThat(names.assign("blue", "key-1", Set.of("blue", "blue-2"))).isEqualTo("blue");
    }

    @Test
    void aWorkerThatIsGoneForLongLosesItsName() throws Exception {
        names.assign("blue", "key-1", Set.of());
        clock.leap(WorkerNames.GRACE.minusSeconds(5));
        assertThat(names.assign("blue", "key-2", Set.of())).isEqualTo("blue-2");
        clock.leap(Duration.ofSeconds(10));
        assertThat(names.assign("blue", "key-3", Set.of())).isEqualTo("blue");
        assertThat(names.assign("blue", "key-1", Set.of())).isEqualTo("blue-3");
    }

    @Test
    void aWorkerThatLivesKeepsItsNameForEver() throws Exception {
        names.assign("blue", "key-1", Set.of());
        clock.leap(Duration.ofDays(365));
        assertThat(names.assign("blue", "key-2", Set.of("blue"))).isEqualTo("blue-2");
    }

    @Test
    void afterTheServerWasStartedAgainWorkersHaveTimeToComeBack() throws Exception {
        names.assign("blue", "key-1", Set.of());
        clock.leap(Duration.ofDays(1));
        open();
        assertThat(names.assign("blue", "key-2", Set.of())).isEqualTo("blue-2");
        assertThat(names.assign("blue", "key-1", Set.of())).isEqualTo("blue");
        clock.leap(WorkerNames.GRACE.plusSeconds(1));
        assertThat(names.assign("blue", "key-3", Set.of())).isEqualTo("blue");
    }

    @Test
    void aWorkerMayCallItselfOtherwise() throws Exception {
        names.assign("blue", "key-1", Set.of());
        assertThat(names.assign("red", "key-1", Set.of("blue"))).isEqualTo("red");
    }

    @Test
    void aLongNameStaysAName() throws Exception {
        String longest = "a".repeat(63);
        names.assign(longest, "key-1", Set.of());
        String second = names.assign(longest, "key-2", Set.of());
        assertThat(second).isEqualTo("a".repeat(61) + "-2");
        assertThat(names.assign(longest, "key-2", Set.of())).isEqualTo(second);
    }

    @Test
    void damagedNamesAreNamed() throws Exception {
        Files.writeString(temp.resolve("workers.json"), "[{}]");
        assertThatThrownBy(this::open).isInstanceOf(UnusableKeys.class).hasMessageContaining("workers.json");
    }
}
