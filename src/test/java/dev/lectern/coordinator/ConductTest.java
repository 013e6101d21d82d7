package dev.lectern.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.job.TaskName;
import dev.lectern.queue.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Times are minutes and seconds after {@link #START}; a task is named by its number. */
class ConductTest {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final String BAD = "bad";
    private static final String GOOD = "good";

    private final Conduct conduct = new Conduct();
    private Instant now = START;

    @Test
    void aWorkerThatFailsThreeTimesAtWhatAnotherCanDoIsPutInQuarantineWithASingleJob() {
        for (int task = 0; task < 3; task++) {
            assertThat(conduct.quarantine(BAD)).isEmpty();
            fails(BAD, task);
            does(GOOD, task);
        }
        Conduct.Quarantine quarantine = conduct.quarantine(BAD).orElseThrow();
        assertThat(quarantine.until()).isEqualTo(now.plus(Duration.ofMinutes(1)));
        assertThat(quarantine.reason())
                .isEqualTo("It failed 3 times in a row at what others could do: The disk was busy.");
        assertThat(conduct.quarantine(GOOD)).isEmpty();
    }

    @Test
    void thatItWasDoneElsewhereMayTurnOutLater() {
        fails(BAD, 0);
        fails(BAD, 1);
        fails(BAD, 2);
        fails(BAD, 3);
        does(GOOD, 2);
        does(GOOD, 0);
        assertThat(conduct.quarantine(BAD)).isEmpty();
        does(GOOD, 3);
        assertThat(conduct.quarantine(BAD)).isPresent();
    }

    @Test
    void aRecordingThatFailsEverywhereBlamesNobody() {
        for (int task = 0; task < 20; task++) {
            fails(BAD, task);
            fails(GOOD, task);
            fails(BAD, task);
        }
        assertThat(conduct.quarantine(BAD)).isEmpty();
        assertThat(conduct.quarantine(GOOD)).isEmpty();
        conduct.ended("job");
        assertThat(conduct.notFor(BAD, Set.of("third"), now)).isEmpty();
    }

    @Test
    void aSuccessOfItsOwnBetweenMakesGoodWhatFailed() {
        for (int round = 0; round < 5; round++) {
            fails(BAD, 10 * round);
            does(GOOD, 10 * round);
            fails(BAD, 10 * round + 1);
            does(GOOD, 10 * round + 1);
            does(BAD, 10 * round + 2);
        }
        assertThat(conduct.quarantine(BAD)).isEmpty();
    }

    @Test
    void whatIsLostTogetherCountsOnce() {
        Instant began = now;
        for (int task = 0; task < 8; task++) {
            now = now.plusMillis(10);
            conduct.failed(BAD, lease(task, "job"), began, "It fell silent.", now);
        }
        for (int task = 0; task < 8; task++) {
            does(GOOD, task);
        }
        assertThat(conduct.quarantine(BAD)).isEmpty();
    }

    @Test
    void aBadRecordingThatTakesItsWorkerDownDoesNotBlameItForTheGoodOnesBeside() {
        for (int crash = 0; crash < 5; crash++) {
            Instant began = now;
            tick();
            conduct.failed(BAD, lease(10 * crash, "poison"), began, "It fell silent.", now);
            conduct.failed(BAD, lease(10 * crash + 1, "sound"), began, "It fell silent.", now);
            does(GOOD, 10 * crash + 1);
        }
        conduct.ended("poison");
        assertThat(conduct.quarantine(BAD)).isEmpty();

        fails(BAD, 100);
        does(GOOD, 100);
        fails(BAD, 101);
        does(GOOD, 101);
        assertThat(conduct.quarantine(BAD)).as("nothing is left of the crashes").isEmpty();
        fails(BAD, 102);
        does(GOOD, 102);
        assertThat(conduct.quarantine(BAD)).isPresent();
    }

    @Test
    void aQuarantineDoublesWithEveryTaskThatFailsAndEndsWithOneThatIsDone() {
        quarantined();
        for (int minutes : new int[] {2, 4, 8, 16, 30, 30}) {
            now = conduct.quarantine(BAD).orElseThrow().until();
            fails(BAD, minutes);
            assertThat(conduct.quarantine(BAD).orElseThrow().until()).isEqualTo(now.plus(Duration.ofMinutes(minutes)));
        }
        does(BAD, 7);
        assertThat(conduct.quarantine(BAD)).isEmpty();

        quarantined();
        assertThat(conduct.quarantine(BAD).orElseThrow().time())
                .as("it begins from the beginning")
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void whatItHadInHandsAlreadyMakesAQuarantineNoLonger() {
        Instant before = now;
        quarantined();
        Instant until = conduct.quarantine(BAD).orElseThrow().until();
        conduct.failed(BAD, lease(50, "job"), before, "The disk was busy.", now);
        assertThat(conduct.quarantine(BAD).orElseThrow().until()).isEqualTo(until);
    }

    @Test
    void aTaskIsKeptFromThoseThatFailedAtItWhileThereIsSomebodyElseAndNotForEver() {
        fails(BAD, 0);
        assertThat(conduct.notFor(BAD, Set.of(BAD, GOOD), now)).containsExactly("0");
        assertThat(conduct.notFor(GOOD, Set.of(BAD, GOOD), now)).isEmpty();
        assertThat(conduct.notFor(BAD, Set.of(BAD), now)).as("it is alone").isEmpty();
        fails(GOOD, 0);
        assertThat(conduct.notFor(BAD, Set.of(BAD, GOOD), now))
                .as("both failed")
                .isEmpty();
        assertThat(conduct.notFor(GOOD, Set.of(BAD, GOOD, "third"), now)).containsExactly("0");
        assertThat(conduct.notFor(GOOD, Set.of(BAD, GOOD, "third"), now.plus(Duration.ofMinutes(2))))
                .as("the third one does not come to it")
                .isEmpty();
    }

    @Test
    void whatCouldNotBeStoredIsTriedElsewhereAndBlamesNobody() {
        for (int task = 0; task < 5; task++) {
            conduct.couldNot(BAD, lease(task, "job"), now);
            assertThat(conduct.notFor(BAD, Set.of(BAD, GOOD), now)).hasSize(1);
            does(GOOD, task);
        }
        assertThat(conduct.quarantine(BAD)).isEmpty();
    }

    private void quarantined() {
        for (int task = 1000; task < 1003; task++) {
            fails(BAD, task);
            does(GOOD, task);
        }
        assertThat(conduct.quarantine(BAD)).isPresent();
    }

    private void fails(String worker, int task) {
        Instant began = now;
        tick();
        conduct.failed(worker, lease(task, "job"), began, "The disk was busy.", now);
    }

    private void does(String worker, int task) {
        tick();
        conduct.succeeded(worker, lease(task, "job"), now);
    }

    private void tick() {
        now = now.plusMillis(100);
    }

    private static Lease lease(int task, String jobId) {
        return new Lease(Integer.toString(task), jobId, TaskName.detect(task), "slot", 1);
    }
}
