package dev.lectern.events;

import static dev.lectern.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.job.JobEvent;
import org.junit.jupiter.api.Test;

class MemoryEventLogTest implements EventLogContract {

    private final MemoryEventLog log = new MemoryEventLog(5);

    @Override
    public EventLog log() {
        return log;
    }

    @Test
    void theOldestGoWhenThereAreTooMany() {
        for (int i = 0; i < 8; i++) {
            await(log.append(
                    new EventLog.Entry(EventLogContract.at(i), new JobEvent.Queued("job-" + i, "sess-1", T0, 1))));
        }
        assertThat(await(log.after(Place.START, 100)))
                .extracting(entry -> entry.event().jobId())
                .containsExactly("job-3", "job-4", "job-5", "job-6", "job-7");
    }
}
