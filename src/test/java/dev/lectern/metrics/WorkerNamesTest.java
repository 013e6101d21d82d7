package dev.lectern.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.bus.TaskReport;
import dev.lectern.coordinator.Figures;
import dev.lectern.job.TaskFailure;
import dev.lectern.job.TaskName;
import dev.lectern.queue.Lease;
import dev.lectern.testing.LeapingClock;
import dev.lectern.testing.Scrape;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** However many workers come and go, and whatever they call themselves, the number of series has an end. */
class WorkerNamesTest {

    private final LeapingClock clock = new LeapingClock();

    @Test
    void aWorkerThatIsGoneForLongHasNoFiguresAnyMore() {
        try (Meters meters = new Meters(clock)) {
            report(meters, "red");
            report(meters, "blue");
            clock.leap(Duration.ofMinutes(10));
            meters.living(List.of("blue"));
            assertThat(workers(meters))
                    .as("whoever fetches sees the last of it")
                    .containsExactly("blue", "red");
            clock.leap(Duration.ofMinutes(10));
            meters.living(List.of("blue"));
            assertThat(workers(meters)).containsExactly("blue");
            report(meters, "red");
            assertThat(workers(meters)).as("it may come back").containsExactly("blue", "red");
        }
    }

    @Test
    void tooManyAreCountedTogether() {
        try (Meters meters = new Meters(clock)) {
            for (int k = 0; k < 1_000; k++) {
                report(meters, "worker-" + k);
            }
            Scrape scrape = Scrape.parse(meters.text());
            assertThat(scrape.like("lectern_tasks_finished_total")).hasSize(257);
            assertThat(scrape.value(
                            "lectern_tasks_finished_total", "worker", "other", "kind", "track", "outcome", "failed"))
                    .isEqualTo(744);
        }
    }

    @Test
    void aNameMayHaveAnySigns() {
        try (Meters meters = new Meters(clock)) {
            report(meters, "a \"b\"\\ c\n„d“ {e}=,");
            assertThat(Scrape.parse(meters.text()).like("lectern_tasks_finished_total"))
                    .hasSize(1);
        }
    }

    private static void report(Meters meters, String worker) {
        Lease lease = new Lease("1-0", "job-1", TaskName.TRACK, "slot", 1);
        meters.reported(
                new TaskReport(lease, "sess-1", worker, TaskFailure.Kind.PERMANENT, "Broken.", null, null, null),
                Figures.Outcome.FAILED);
    }

    private static List<String> workers(Meters meters) {
        return Scrape.parse(meters.text()).like("lectern_tasks_finished_total").keySet().stream()
                .map(series -> series.replaceAll(".*worker=\"([^\"]*)\".*", "$1"))
                .sorted()
                .toList();
    }
}
