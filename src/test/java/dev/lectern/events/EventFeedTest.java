package dev.lectern.events;

import static dev.lectern.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.job.JobEvent;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventFeedTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");

    private final MemoryEventLog log = new MemoryEventLog(1_000);
    private final List<EventLog.Entry> told = new ArrayList<>();
    private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

    @Test
    void eventsGoInOneAfterTheOtherAndEachIsToldOnce() {
        EventFeed feed = feed(List.of());
        feed.take(queued("job-1"));
        feed.take(queued("job-2"));
        feed.take(completed("job-1"));
        assertThat(events()).containsExactly(queued("job-1"), queued("job-2"), completed("job-1"));
        assertThat(told).isEqualTo(await(log.after(Place.START, 100)));
        assertThat(told).extracting(EventLog.Entry::place).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void placesRiseAboveWhatTheLogHasWhateverTheClockSays() {
        Place tomorrow = new Place(NOW.plus(Duration.ofDays(1)).toEpochMilli(), 7);
        await(log.append(new EventLog.Entry(tomorrow, queued("job-0"))));
        feed(List.of()).take(queued("job-1"));
        assertThat(told).extracting(EventLog.Entry::place).containsExactly(new Place(tomorrow.millis(), 8));
    }

    @Test
    void placesRiseWhenTheClockGoesBackAndTheLogIsLost() {
        EventFeed feed = feed(List.of());
        feed.take(queued("job-1"));
        await(log.forget("sess-1"));
        clock = Clock.fixed(NOW.minusSeconds(3600), ZoneOffset.UTC);
        feed.take(queued("job-2"));
        assertThat(told)
                .extracting(EventLog.Entry::place)
                .isSorted()
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void whatCannotBeWrittenIsWrittenLaterInOrder() {
        EventFeed feed = feed(List.of());
        feed.take(queued("job-1"));
        log.reachable(false);
        feed.take(progressed("job-1", 0.5));
        feed.take(completed("job-1"));
        feed.pump();
        assertThat(told).hasSize(1);
        log.reachable(true);
        feed.pump();
        assertThat(events()).containsExactly(queued("job-1"), progressed("job-1", 0.5), completed("job-1"));
        assertThat(told).hasSize(3);
    }

    @Test
    void anEventWhoseAnswerWasLostIsNotWrittenTwice() {
        List<EventLog.Entry> appended = new ArrayList<>();
        EventFeed feed = new EventFeed(
                new Forgetful(log, appended), clock(), () -> Future.succeededFuture(List.of()), told::add);
        feed.take(queued("job-1"));
        assertThat(appended).hasSize(1);
        assertThat(told).isEmpty();
        feed.pump();
        assertThat(events()).containsExactly(queued("job-1"));
        assertThat(told).isEqualTo(appended);
    }

    @Test
    void goesOnAboveWhatSomebodyElseWrote() {
        EventFeed feed = feed(List.of());
        feed.take(queued("job-1"));
        Place theirs = new Place(NOW.plusSeconds(60).toEpochMilli(), 0);
        await(log.append(new EventLog.Entry(theirs, queued("job-x"))));
        feed.take(queued("job-2"));
        assertThat(events()).containsExactly(queued("job-1"), queued("job-x"), queued("job-2"));
    }

    @Test
    void whenTooManyWaitProgressGoesFirst() {
        EventFeed feed = new EventFeed(log, clock(), () -> Future.succeededFuture(List.of()), told::add, 3);
        log.reachable(false);
        feed.take(queued("job-1"));
        feed.take(progressed("job-1", 0.1));
        feed.take(progressed("job-1", 0.2));
        feed.take(queued("job-2"));
        feed.take(completed("job-1"));
        feed.take(completed("job-2"));
        log.reachable(true);
        feed.pump();
        assertThat(events()).containsExactly(queued("job-2"), completed("job-1"), completed("job-2"));
    }

    @Test
    void nothingIsToldAboutAJobAfterItsEnd() {
        EventFeed feed = feed(List.of());
        feed.take(completed("job-1"));
        feed.take(progressed("job-1", 0.9));
        feed.take(completed("job-1"));
        assertThat(events()).containsExactly(completed("job-1"));
    }

    @Test
    void whatAnEarlierServerCouldNotTellComesFirstAndOnce() {
        log.reachable(false);
        EventFeed feed = feed(List.of(completed("job-1"), completed("job-2")));
        feed.take(queued("job-3"));
        feed.take(completed("job-2"));
        log.reachable(true);
        feed.pump();
        assertThat(events()).containsExactly(completed("job-1"), queued("job-3"), completed("job-2"));
    }

    @Test
    void whatWaitsAboutADeletedSessionIsDropped() {
        EventFeed feed = feed(List.of());
        log.reachable(false);
        feed.take(queued("job-1"));
        feed.take(completed("job-1"));
        feed.forget("sess-1");
        log.reachable(true);
        feed.pump();
        assertThat(events()).isEmpty();
    }

    private EventFeed feed(List<JobEvent> missing) {
        return new EventFeed(log, clock(), () -> Future.succeededFuture(missing), told::add);
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return clock.instant();
            }

            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }
        };
    }

    private List<JobEvent> events() {
        return await(log.after(Place.START, 100)).stream()
                .map(EventLog.Entry::event)
                .toList();
    }

    private static JobEvent queued(String jobId) {
        return new JobEvent.Queued(jobId, "sess-1", NOW, 1);
    }

    private static JobEvent completed(String jobId) {
        return new JobEvent.Completed(jobId, "sess-1", NOW);
    }

    private static JobEvent progressed(String jobId, double progress) {
        return new JobEvent.Progressed(jobId, "sess-1", NOW, progress, "detect", null, null, 0, 0, null);
    }

    /** Writes the first event and says that it could not. */
    private static final class Forgetful implements EventLog {
        private final EventLog log;
        private final List<Entry> appended;

        private Forgetful(EventLog log, List<Entry> appended) {
            this.log = log;
            this.appended = appended;
        }

        @Override
        public Future<Boolean> append(Entry entry) {
            boolean first = appended.isEmpty();
            if (first) {
                appended.add(entry);
            }
            return log.append(entry)
                    .compose(added ->
                            first ? Future.failedFuture("the answer was lost") : Future.succeededFuture(added));
        }

        @Override
        public Future<Span> span() {
            return log.span();
        }

        @Override
        public Future<List<Entry>> after(Place after, int most) {
            return log.after(after, most);
        }

        @Override
        public Future<Void> forget(String sessionId) {
            return log.forget(sessionId);
        }
    }
}
