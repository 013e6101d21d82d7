package dev.lectern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.enrol.WorkersClient.Listed;
import dev.lectern.enrol.WorkersClient.Task;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerListCommandTest {

    private static final Instant THEN = Instant.parse("2026-11-29T08:12:44.123Z");
    private static final Instant NOW = Instant.parse("2026-11-29T10:31:02.900Z");

    @Test
    void whatIsKnownStandsBelowWhatItIs() {
        List<Listed> workers = List.of(
                new Listed(
                        "blue",
                        "basement-pc",
                        4,
                        "busy",
                        THEN,
                        NOW,
                        212L,
                        3L,
                        List.of(new Task("job-1", "inspect"), new Task("job-2", "detect/0007")),
                        THEN,
                        null),
                new Listed("green", "attic", null, "away", null, null, null, null, List.of(), THEN, null),
                new Listed("red", null, null, "revoked", null, null, null, null, null, THEN, NOW));
        assertThat(String.join("\n", WorkerListCommand.table(workers))).isEqualTo("""
                NAME   HOST         SLOTS  STATE    SINCE                 LAST SEEN             DONE  FAILED  BUSY WITH
                blue   basement-pc  4      busy     2026-11-29T08:12:44Z  2026-11-29T10:31:02Z  212   3       inspect of job-1, detect/0007 of job-2
                green  attic        -      away     2026-11-29T08:12:44Z  -                     -     -       -
                red    -            -      revoked  2026-11-29T08:12:44Z  2026-11-29T10:31:02Z  -     -       -""");
    }

    @Test
    void aHostCannotPlayWithTheTerminal() {
        Listed worker = new Listed("blue", "\u001b[2Jpc", 1, "idle", THEN, NOW, 0L, 0L, List.of(), THEN, null);
        assertThat(WorkerListCommand.table(List.of(worker)).get(1)).doesNotContain("\u001b");
    }
}
