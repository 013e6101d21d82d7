package dev.lectern.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lectern.testing.Clips;
import dev.lectern.testing.RunningLectern;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** kill -9 and SIGSTOP, of the server, a worker and Redis, at every moment in the life of a recording. */
class CrashMatrixIT {

    /** What the product promises of a worker that is struck while it has a task. */
    private static final Map<Blow, Duration> ELSEWHERE = new EnumMap<>(Map.of(
            Blow.KILL, Duration.ofSeconds(10), Blow.FREEZE, Duration.ofSeconds(20), Blow.CUT, Duration.ofSeconds(20)));

    /** How often a moment that is over before the blow falls is tried again. */
    private static final int TRIES = 8;

    /** As many as can be in the hands of the two workers. */
    private static final long IN_FLIGHT = 2;

    private static final CrashTable TABLE = new CrashTable();
    private static final Map<Recording, Reference> REFERENCES = new HashMap<>();

    @TempDir
    private static Path clips;

    @TempDir
    private Path temp;

    /** What is processed, and how. */
    private enum Recording {
        /** Has to be encoded again, in four segments. */
        LECTURE,
        /** The same, longer: its sound and two pieces of its pictures are encoded on their own. */
        PIECES,
        /** Very many samples that cost nothing to look at, so that tracking is what takes time. */
        CROWD;

        static Recording of(Moment moment) {
            return switch (moment) {
                case ENCODE -> PIECES;
                case TRACK -> CROWD;
                default -> LECTURE;
            };
        }

        Path clip() {
            return switch (this) {
                case LECTURE -> Clips.toTranscode(clips, 12);
                case PIECES -> Clips.toEncodeInPieces(clips, 36, 360);
                case CROWD -> Clips.longAndTiny(clips);
            };
        }

        Map<String, String> settings() throws Exception {
            return this != CROWD
                    ? Map.of("LECTERN_SEGMENT_SECONDS", "3")
                    : Map.of(
                            "LECTERN_MODEL",
                            Clips.crowdModel(clips).toString(),
                            "LECTERN_SAMPLE_FPS",
                            "30",
                            "LECTERN_SEGMENT_SECONDS",
                            "120");
        }

        Reference reference() throws Exception {
            Reference known = REFERENCES.get(this);
            if (known == null) {
                Path data = clips.resolve(name()).resolve("data");
                Files.createDirectories(data);
                RunningLectern.Setup setup = RunningLectern.in(data).with("LECTERN_WORKERS", 2);
                settings().forEach(setup::with);
                known = Reference.of(clip(), setup, data);
                REFERENCES.put(this, known);
            }
            return known;
        }
    }

    static Stream<Cell> cells() {
        List<Cell> all = new ArrayList<>();
        for (Moment moment : Moment.values()) {
            for (Blow blow : List.of(Blow.KILL, Blow.FREEZE)) {
                for (Victim victim : List.of(Victim.SERVER, Victim.WORKER, Victim.REDIS)) {
                    all.add(new Cell(blow, victim, moment));
                }
            }
        }
        for (Moment moment : List.of(Moment.QUEUED, Moment.DETECT)) {
            for (Blow blow : List.of(Blow.KILL, Blow.FREEZE)) {
                all.add(new Cell(blow, Victim.OWN_REDIS, moment));
            }
        }
        for (Moment moment : List.of(Moment.TRANSCODE, Moment.DETECT, Moment.PUBLISH)) {
            all.add(new Cell(Blow.CUT, Victim.WORKER, moment));
        }
        all.add(new Cell(Blow.FILL, Victim.WORKER, Moment.TRANSCODE));
        String wanted = System.getProperty("chaos.cells", "some");
        return all.stream().filter(cell -> switch (wanted) {
            case "all" -> true;
            case "some" -> SOME.contains(cell);
            default -> cell.toString().matches(wanted);
        });
    }

    /** Every row and every column of the matrix at least once, for every build. */
    private static final List<Cell> SOME = Arrays.asList(
            new Cell(Blow.KILL, Victim.WORKER, Moment.UPLOAD),
            new Cell(Blow.FREEZE, Victim.SERVER, Moment.UPLOAD),
            new Cell(Blow.KILL, Victim.WORKER, Moment.QUEUED),
            new Cell(Blow.KILL, Victim.SERVER, Moment.INSPECT),
            new Cell(Blow.KILL, Victim.SERVER, Moment.TRANSCODE),
            new Cell(Blow.KILL, Victim.WORKER, Moment.ENCODE),
            new Cell(Blow.KILL, Victim.WORKER, Moment.DETECT),
            new Cell(Blow.FREEZE, Victim.WORKER, Moment.TRANSCODE),
            new Cell(Blow.FREEZE, Victim.REDIS, Moment.DETECT),
            new Cell(Blow.CUT, Victim.WORKER, Moment.DETECT),
            new Cell(Blow.KILL, Victim.OWN_REDIS, Moment.QUEUED),
            new Cell(Blow.KILL, Victim.REDIS, Moment.TRACK),
            new Cell(Blow.KILL, Victim.SERVER, Moment.PUBLISH),
            new Cell(Blow.KILL, Victim.SERVER, Moment.DELETE));

    @BeforeAll
    static void makeReferences() throws Exception {
        // A test that is tried once more has other folders.
        REFERENCES.clear();
        Recording.LECTURE.reference();
    }

    @AfterAll
    static void publish() throws Exception {
        TABLE.publish("matrix.md");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void whatWasAcceptedIsProcessedOnce(Cell cell) throws Exception {
        assumeTrue(
                cell.blow().ground().possible(),
                "this machine lets us make " + cell.blow().ground());
        Recording recording = Recording.of(cell.moment());
        Reference reference = recording.reference();
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            Path root = temp.resolve("world-" + attempt);
            World world = new World(
                    root,
                    recording.settings(),
                    cell.victim() == Victim.OWN_REDIS,
                    cell.blow().ground());
            try {
                if (strikes(world, cell, reference)) {
                    return;
                }
            } catch (Exception | AssertionError e) {
                world.keepLogs(cell.toString().replaceAll("[^a-z0-9A-Z]+", "-"));
                throw e;
            }
            System.out.println("chaos: " + cell + ": the moment was over before the blow fell; once more");
        }
        // A cell that was never hit proves nothing, so it is no success.
        fail("the moment was over before the blow fell, %d times", TRIES);
    }

    /** Answers whether the moment was hit. */
    private static boolean strikes(World world, Cell cell, Reference reference) throws Exception {
        Optional<Scene.Outcome> outcome;
        try (world) {
            outcome = new Scene(world, cell, reference).play();
            if (outcome.isEmpty()) {
                return false;
            }
            Scene.Outcome hit = outcome.get();
            Invariants.hold(world, List.of(hit.work()));
            long again = Replay.begunAgain(Replay.of(world.address(), hit.work().jobId()));
            TABLE.add(new CrashTable.Row(cell, hit.recovery().toMillis() / 1000.0, again));
            assertThat(again).as("tasks begun again").isLessThanOrEqualTo(IN_FLIGHT);
            if (cell.victim() == Victim.WORKER && cell.moment().isTask() && ELSEWHERE.containsKey(cell.blow())) {
                assertThat(hit.recovery()).as("until the task ran elsewhere").isLessThan(ELSEWHERE.get(cell.blow()));
            }
        }
        Remains.areInOrder(world, List.of(outcome.get().work()));
        return true;
    }
}
