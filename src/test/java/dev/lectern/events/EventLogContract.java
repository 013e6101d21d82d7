package dev.lectern.events;

import static dev.lectern.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.job.JobEvent;
import dev.lectern.job.TaskName;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every event log promises. */
interface EventLogContract {

    Instant T0 = Instant.parse("2026-11-22T10:00:00.123Z");

    EventLog log();

    @Test
    default void anEmptyLogHasNoEvents() {
        assertThat(await(log().after(EventLog.START, 10))).isEmpty();
    }

    @Test
    default void givesBackWhatWasAppendedInOrder() {
        JobEvent queued = new JobEvent.Queued("job-1", "sess-1", T0);
        JobEvent started = new JobEvent.TaskStarted("job-1", "sess-1", T0, TaskName.detect(7), 2, "worker");
        JobEvent failed = new JobEvent.Failed("job-1", "sess-1", T0, "„Größe“ — 0 × 0");
        String first = await(log().append(queued));
        String second = await(log().append(started));
        String third = await(log().append(failed));
        assertThat(await(log().after(EventLog.START, 10)))
                .containsExactly(
                        new EventLog.Entry(first, queued),
                        new EventLog.Entry(second, started),
                        new EventLog.Entry(third, failed));
    }

    @Test
    default void isReadOnFromAnyPlace() {
        List<String> ids = List.of(append("sess-1"), append("sess-1"), append("sess-1"));
        assertThat(idsAfter(EventLog.START, 2)).containsExactly(ids.get(0), ids.get(1));
        assertThat(idsAfter(ids.get(0), 10)).containsExactly(ids.get(1), ids.get(2));
        assertThat(idsAfter(ids.get(2), 10)).isEmpty();
    }

    @Test
    default void forgetsASessionAndKeepsTheOthers() {
        append("sess-1");
        String other = append("sess-2");
        append("sess-1");
        await(log().forget("sess-1"));
        assertThat(idsAfter(EventLog.START, 10)).containsExactly(other);
        await(log().forget("sess-3"));
        assertThat(idsAfter(EventLog.START, 10)).containsExactly(other);
    }

    @Test
    default void aPlaceThatWasForgottenIsStillAPlace() {
        String forgotten = append("sess-1");
        String kept = append("sess-2");
        await(log().forget("sess-1"));
        assertThat(idsAfter(forgotten, 10)).containsExactly(kept);
    }

    private String append(String sessionId) {
        return await(log().append(new JobEvent.Queued("job-1", sessionId, T0)));
    }

    private List<String> idsAfter(String after, int most) {
        return await(log().after(after, most)).stream().map(EventLog.Entry::id).toList();
    }
}
