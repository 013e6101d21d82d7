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
        assertThat(await(log().after(Place.START, 10))).isEmpty();
        assertThat(await(log().span())).isEqualTo(new EventLog.Span(Place.START, Place.START));
    }

    @Test
    default void givesBackWhatWasAppendedInOrder() {
        EventLog.Entry queued = new EventLog.Entry(at(1), new JobEvent.Queued("job-1", "sess-1", T0, 2));
        EventLog.Entry started = new EventLog.Entry(
                at(2), new JobEvent.TaskStarted("job-1", "sess-1", T0, TaskName.detect(7), 2, "worker"));
        EventLog.Entry failed =
                new EventLog.Entry(at(3), new JobEvent.Failed("job-1", "sess-1", T0, "„Größe“ — 0 × 0"));
        for (EventLog.Entry entry : List.of(queued, started, failed)) {
            assertThat(await(log().append(entry))).isTrue();
        }
        assertThat(await(log().after(Place.START, 10))).containsExactly(queued, started, failed);
    }

    @Test
    default void theSameEventIsNotAddedTwice() {
        EventLog.Entry first = new EventLog.Entry(at(1), new JobEvent.Queued("job-1", "sess-1", T0, 1));
        EventLog.Entry second = new EventLog.Entry(at(2), new JobEvent.Completed("job-1", "sess-1", T0));
        await(log().append(first));
        await(log().append(second));
        assertThat(await(log().append(first))).isTrue();
        assertThat(await(log().append(second))).isTrue();
        assertThat(await(log().after(Place.START, 10))).containsExactly(first, second);
    }

    @Test
    default void aPlaceThatIsTakenOrPassedIsRefused() {
        append(5, "sess-1");
        JobEvent other = new JobEvent.Cancelled("job-2", "sess-2", T0);
        assertThat(await(log().append(new EventLog.Entry(at(5), other)))).isFalse();
        assertThat(await(log().append(new EventLog.Entry(at(4), other)))).isFalse();
        assertThat(placesAfter(Place.START, 10)).containsExactly(at(5));
    }

    @Test
    default void isReadOnFromAnyPlace() {
        List<Place> places = List.of(append(1, "sess-1"), append(2, "sess-1"), append(3, "sess-1"));
        assertThat(placesAfter(Place.START, 2)).containsExactly(places.get(0), places.get(1));
        assertThat(placesAfter(places.get(0), 10)).containsExactly(places.get(1), places.get(2));
        assertThat(placesAfter(places.get(2), 10)).isEmpty();
    }

    @Test
    default void saysHowFarBackItReaches() {
        append(3, "sess-1");
        append(7, "sess-1");
        EventLog.Span span = await(log().span());
        assertThat(span).isEqualTo(new EventLog.Span(at(3), at(7)));
        assertThat(span.reaches(at(3))).isTrue();
        assertThat(span.reaches(at(5))).isTrue();
        assertThat(span.reaches(at(7))).isTrue();
        assertThat(span.reaches(at(2))).isFalse();
        assertThat(span.reaches(at(8))).isFalse();
    }

    @Test
    default void remembersItsLastPlaceWhenEverythingWasForgotten() {
        append(3, "sess-1");
        await(log().forget("sess-1"));
        EventLog.Span span = await(log().span());
        assertThat(span).isEqualTo(new EventLog.Span(Place.START, at(3)));
        assertThat(span.reaches(at(3))).isTrue();
        assertThat(span.reaches(at(2))).isFalse();
    }

    @Test
    default void forgetsASessionAndKeepsTheOthers() {
        append(1, "sess-1");
        Place other = append(2, "sess-2");
        append(3, "sess-1");
        await(log().forget("sess-1"));
        assertThat(placesAfter(Place.START, 10)).containsExactly(other);
        await(log().forget("sess-3"));
        assertThat(placesAfter(Place.START, 10)).containsExactly(other);
    }

    @Test
    default void aPlaceThatWasForgottenIsStillAPlace() {
        Place forgotten = append(1, "sess-1");
        Place kept = append(2, "sess-2");
        await(log().forget("sess-1"));
        assertThat(placesAfter(forgotten, 10)).containsExactly(kept);
    }

    static Place at(long number) {
        return new Place(T0.toEpochMilli(), number);
    }

    private Place append(long number, String sessionId) {
        await(log().append(new EventLog.Entry(at(number), new JobEvent.Queued("job-1", sessionId, T0, 1))));
        return at(number);
    }

    private List<Place> placesAfter(Place after, int most) {
        return await(log().after(after, most)).stream()
                .map(EventLog.Entry::place)
                .toList();
    }
}
