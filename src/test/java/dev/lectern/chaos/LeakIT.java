package dev.lectern.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.testing.Clips;
import dev.lectern.testing.Eventually;
import dev.lectern.testing.FileTree;
import dev.lectern.testing.RedisDump;
import dev.lectern.testing.RunningLectern;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After very many jobs a server and its worker hold as much as after some. */
class LeakIT {

    private static final int JOBS = Integer.getInteger("chaos.jobs", 60);
    private static final int WARM_UP = Math.max(20, JOBS / 10);
    private static final int AT_ONCE = 5;

    @TempDir
    private Path temp;

    /** Everything that may grow. */
    private record Holdings(Level server, Level worker, Set<Path> files, Set<String> keys) {

        private static Holdings of(World world) {
            return new Holdings(
                    Level.of(world.server().process()),
                    Level.of(world.worker("w1").process()),
                    files(world),
                    new TreeSet<>(RedisDump.at(world.redisUrl()).keySet()));
        }

        /** All but the append-only file of Redis and the log of the database, which are written anew now and then. */
        private static Set<Path> files(World world) {
            return FileTree.of(world.root()).stream()
                    .filter(Files::isRegularFile)
                    .map(world.root()::relativize)
                    .filter(file -> !file.toString().contains("appendonly"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        private boolean isBackAt(Holdings before) {
            return server.isBackAt(before.server)
                    && worker.isBackAt(before.worker)
                    && files.equals(before.files)
                    && keys.equals(before.keys);
        }
    }

    @Test
    void manyJobsLeaveNothingBehind() throws Exception {
        Path clip = Clips.playable(temp.resolve("small.mp4"));
        World world = new World(temp.resolve("world"), Map.of(), false, Ground.Kind.ONE_MACHINE);
        try (world) {
            world.withWorkers("w1");
            process(world, clip, WARM_UP);
            Holdings before = settled(world);
            process(world, clip, JOBS - WARM_UP);
            Eventually.becomes(World.PATIENCE, "all to be back at its level: " + before, () -> Holdings.of(world)
                    .isBackAt(before));
            publish(before, Holdings.of(world));
        }
        Remains.areInOrder(world, List.of());
    }

    /** Processes recordings and deletes them again. */
    private static void process(World world, Path clip, int jobs) throws Exception {
        for (int done = 0; done < jobs; done += AT_ONCE) {
            List<RunningLectern.Accepted> accepted = new ArrayList<>();
            for (int k = 0; k < Math.min(AT_ONCE, jobs - done); k++) {
                accepted.add(world.server().upload(clip));
            }
            for (RunningLectern.Accepted one : accepted) {
                world.server().awaitCompleted(one.jobId(), World.PATIENCE);
                assertThat(world.server()
                                .send("DELETE", "/sessions/" + one.sessionId())
                                .statusCode())
                        .isEqualTo(204);
            }
        }
    }

    /** When what the last ones left on their way is gone. */
    private static Holdings settled(World world) {
        Eventually.becomes(
                World.PATIENCE,
                "nothing to be under way",
                () -> world.look().inPassing().isEmpty()
                        && world.look().sessions().isEmpty());
        return Holdings.of(world);
    }

    private static void publish(Holdings before, Holdings after) throws Exception {
        CrashTable.publish(
                "leak.md",
                "| after jobs | heap in MB | threads | descriptors |\n|---|---:|---:|---:|\n"
                        + before.server().markdown("server, " + WARM_UP)
                        + after.server().markdown("server, " + JOBS)
                        + before.worker().markdown("worker, " + WARM_UP)
                        + after.worker().markdown("worker, " + JOBS));
    }
}
