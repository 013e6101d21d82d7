package dev.lectern.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.testing.Clips;
import dev.lectern.testing.Eventually;
import dev.lectern.testing.RunningLectern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills without end, of anything, by chance; the recordings come through all the same, and little is done twice. */
class SoakIT {

    private static final int KILLS = Integer.getInteger("chaos.kills", 25);
    private static final int RECORDINGS = Integer.getInteger("chaos.recordings", 6);
    private static final long SEED = Long.getLong("chaos.seed", System.nanoTime());
    private static final String[] WORKERS = {"w1", "w2", "w3"};
    /** Nothing need get done between two blows, but a worker that is only ever killed while it starts proves nothing. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(6);

    private static final int MOST_BETWEEN = 4;
    private static final int LONGEST_FREEZE_MS = 12_000;

    @TempDir
    private Path temp;

    private final Random random = new Random(SEED);
    private final List<Blows.Struck> blows = new ArrayList<>();
    private final List<Work> works = new ArrayList<>();

    private Blows striking;

    @Test
    void allRecordingsAreCompletedWhateverIsKilled() throws Exception {
        System.out.println(
                "chaos: soak of " + KILLS + " kills and " + RECORDINGS + " recordings, -Dchaos.seed=" + SEED);
        Instant begun = Instant.now();
        List<Reference> references = references();
        // Chance kills are no poison: with so many of them some task is bound to be hit three times in a row.
        Map<String, String> settings = Map.of("LECTERN_ATTEMPTS", "100", "LECTERN_SEGMENT_SECONDS", "3");
        World world = new World(temp.resolve("world"), settings, false, Ground.Kind.ONE_MACHINE);
        Blows.Cost cost;
        try (world) {
            world.withWorkers(WORKERS);
            striking = new Blows(world);
            int kills = 0;
            while (kills < KILLS) {
                while (works.size() < RECORDINGS && works.size() * KILLS <= kills * RECORDINGS) {
                    works.add(world.upload(references.get(works.size() % references.size())));
                }
                letSomethingHappen();
                Blow blow = random.nextInt(6) == 0 ? Blow.FREEZE : Blow.KILL;
                Duration frozen = Duration.ofMillis(random.nextInt(LONGEST_FREEZE_MS));
                blows.add(striking.strike(blow, victim(), WORKERS[random.nextInt(WORKERS.length)], frozen));
                kills += blow == Blow.KILL ? 1 : 0;
            }
            striking.healAll();
            holds(world);
            cost = Blows.cost(world, works, blows);
        }
        publish(cost, Duration.between(begun, Instant.now()));
        assertThat(works).hasSize(RECORDINGS);
        assertThat(cost.again()).as("tasks begun again").isLessThanOrEqualTo(cost.inFlight());
        Remains.areInOrder(world, works);
    }

    private void holds(World world) throws Exception {
        try {
            awaitEnds();
            Invariants.hold(world, works);
        } catch (Exception | AssertionError e) {
            world.keepLogs("soak");
            throw e;
        }
    }

    /** So many blows leave a backlog. As long as something of it is finished, there is nothing to complain about. */
    private void awaitEnds() {
        while (!allEnded()) {
            long before = finished();
            Eventually.becomes(World.PATIENCE, "another task to be finished", () -> allEnded() || finished() > before);
        }
    }

    private boolean allEnded() {
        return works.stream().allMatch(work -> work.follower().told().stream().anyMatch(Follower.Told::last));
    }

    private List<Reference> references() throws Exception {
        List<Path> recordings = List.of(Clips.toTranscode(temp, 12), Clips.sample(), Clips.toTranscode(temp, 5));
        List<Reference> references = new ArrayList<>();
        for (Path recording : recordings.subList(0, Math.min(recordings.size(), RECORDINGS))) {
            Path data = temp.resolve("reference-" + references.size()).resolve("data");
            Files.createDirectories(data);
            RunningLectern.Setup setup =
                    RunningLectern.in(data).with("LECTERN_WORKERS", 2).with("LECTERN_SEGMENT_SECONDS", 3);
            references.add(Reference.of(recording, setup, data));
        }
        return references;
    }

    private Victim victim() {
        int chance = random.nextInt(10);
        return chance < 6 ? Victim.WORKER : chance < 8 ? Victim.SERVER : Victim.REDIS;
    }

    /** Some tasks end, or some time passes. */
    private void letSomethingHappen() {
        long until = finished() + random.nextInt(MOST_BETWEEN + 1);
        Instant end = Instant.now().plusMillis(random.nextInt((int) LONGEST_PAUSE.toMillis()));
        Eventually.eventually("something to happen", () -> {
            striking.tend();
            return finished() >= until || Instant.now().isAfter(end);
        });
    }

    private long finished() {
        return works.stream()
                .flatMap(work -> work.follower().told().stream())
                .filter(told -> told.finished(""))
                .count();
    }

    private void publish(Blows.Cost cost, Duration took) throws IOException {
        StringBuilder text = new StringBuilder("| struck | kill -9 | SIGSTOP |\n|---|---:|---:|\n");
        for (Victim victim : List.of(Victim.SERVER, Victim.WORKER, Victim.REDIS)) {
            text.append(String.format(
                    Locale.ROOT, "| %s | %d | %d |%n", victim, count(Blow.KILL, victim), count(Blow.FREEZE, victim)));
        }
        text.append(String.format(
                Locale.ROOT,
                "%n%d recordings completed, each byte for byte as undisturbed, in %d min. %d tasks were finished; %d were begun"
                        + " again; %d were in flight when something was struck.%n",
                works.size(),
                took.toMinutes(),
                cost.finished(),
                cost.again(),
                cost.inFlight()));
        CrashTable.publish("soak.md", text);
    }

    private long count(Blow blow, Victim victim) {
        return blows.stream()
                .filter(struck -> struck.blow() == blow && struck.victim() == victim)
                .count();
    }
}
