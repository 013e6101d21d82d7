package dev.lectern.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.testing.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A worker that holds still, with all its connections open, keeps no other one from joining. */
class FrozenNeighbourIT {

    /** What the others need at most to find out that somebody holds still, and to go on without it. */
    private static final Duration IN_THE_WAY = Duration.ofSeconds(20);

    @TempDir
    private Path temp;

    @ParameterizedTest(name = "{0} s after it was frozen")
    @MethodSource("delays")
    void anotherOneJoins(int seconds) throws Exception {
        try (World world = new World(temp.resolve("world"), Map.of(), false, Ground.Kind.ONE_MACHINE)) {
            world.withWorkers("w1");
            Duration alone = joining(world, "w2");
            world.worker("w1").freeze();
            Instant frozen = Instant.now();
            Eventually.becomes(
                    World.PATIENCE, "some time to pass", () -> Instant.now().isAfter(frozen.plusSeconds(seconds)));
            Duration beside = joining(world, "w3");
            System.out.println("chaos: joined after " + alone + ", and beside a frozen one after " + beside);
            assertThat(beside).isLessThan(alone.plus(IN_THE_WAY));
            world.worker("w1").thaw();
            world.rejoined("w1");
        }
    }

    /** At once, when nobody has noticed; and when the others have just given it up, which not every build need try. */
    static IntStream delays() {
        return System.getProperty("chaos.cells", "some").equals("some") ? IntStream.of(0) : IntStream.of(0, 6);
    }

    private static Duration joining(World world, String name) throws Exception {
        Instant launched = Instant.now();
        world.withWorkers(name);
        return Duration.between(launched, Instant.now());
    }
}
