package dev.lectern.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The text of events is a promise: logs outlive versions, and browsers read it. */
class JobEventTest {

    private static final String JOB = "job-01";
    private static final String SESSION = "sess-02";
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00.250Z");
    private static final String HEAD =
            "\"jobId\":\"job-01\",\"sessionId\":\"sess-02\",\"at\":\"2026-11-22T10:00:00.250Z\"";

    static Stream<Arguments> events() {
        TaskName task = TaskName.detect(7);
        return Stream.of(
                event(new JobEvent.Queued(JOB, SESSION, AT, 3), "queued", ",\"place\":3"),
                event(
                        new JobEvent.TaskStarted(JOB, SESSION, AT, task, 2, "pc-1"),
                        "task-started",
                        ",\"task\":\"detect/0007\",\"attempt\":2,\"worker\":\"pc-1\""),
                event(
                        new JobEvent.Progressed(JOB, SESSION, AT, 0.25, "detect", 90L, 48.5, 3, 12, null),
                        "progress",
                        ",\"progress\":0.25,\"stage\":\"detect\",\"etaSeconds\":90,\"framesPerSecond\":48.5,"
                                + "\"segmentsDone\":3,\"segments\":12,\"stalledSeconds\":null"),
                event(
                        new JobEvent.Progressed(JOB, SESSION, AT, 0.25, "track", null, null, 12, 12, 30L),
                        "progress",
                        ",\"progress\":0.25,\"stage\":\"track\",\"etaSeconds\":null,\"framesPerSecond\":null,"
                                + "\"segmentsDone\":12,\"segments\":12,\"stalledSeconds\":30"),
                event(
                        new JobEvent.TaskFinished(JOB, SESSION, AT, TaskName.TRACK, 1, "pc-1"),
                        "task-finished",
                        ",\"task\":\"track\",\"attempt\":1,\"worker\":\"pc-1\""),
                event(
                        new JobEvent.TaskRetried(JOB, SESSION, AT, task, 1, "its worker fell silent"),
                        "task-retried",
                        ",\"task\":\"detect/0007\",\"attempt\":1,\"reason\":\"its worker fell silent\""),
                event(
                        new JobEvent.Previewed(JOB, SESSION, AT, "ab12", 0.25),
                        "preview",
                        ",\"resultEtag\":\"ab12\",\"share\":0.25"),
                event(new JobEvent.Completed(JOB, SESSION, AT), "completed", ""),
                event(new JobEvent.Failed(JOB, SESSION, AT, "Größe 0 × 0"), "failed", ",\"error\":\"Größe 0 × 0\""),
                event(new JobEvent.Cancelled(JOB, SESSION, AT), "cancelled", ""),
                Arguments.of(
                        new JobEvent.Corrected(SESSION, AT, "ab12", 3),
                        "{\"type\":\"corrected\",\"sessionId\":\"" + SESSION + "\",\"at\":\"" + AT
                                + "\",\"resultEtag\":\"ab12\",\"revision\":3}"));
    }

    @ParameterizedTest
    @MethodSource("events")
    void isWrittenSoAndReadBack(JobEvent event, String text) {
        assertThat(new String(Json.bytes(event), StandardCharsets.UTF_8)).isEqualTo(text);
        assertThat(Json.read(text.getBytes(StandardCharsets.UTF_8), JobEvent.class))
                .isEqualTo(event);
    }

    @Test
    void noKindOfEventIsLeftOut() {
        assertThat(events().map(event -> event.get()[0].getClass().getName()).distinct())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(JobEvent.class.getPermittedSubclasses())
                        .map(Class::getName)
                        .toList());
    }

    @Test
    void eventsOfAnEarlierVersionAreRead() {
        assertThat(Json.read(("{\"type\":\"queued\"," + HEAD + "}").getBytes(StandardCharsets.UTF_8), JobEvent.class))
                .isEqualTo(new JobEvent.Queued(JOB, SESSION, AT, 0));
    }

    @Test
    void refusesWhatIsNoEvent() {
        byte[] other = "{\"type\":\"exploded\"}".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Json.read(other, JobEvent.class)).isInstanceOf(UncheckedIOException.class);
    }

    private static Arguments event(JobEvent event, String type, String rest) {
        return Arguments.of(event, "{\"type\":\"" + type + "\"," + HEAD + rest + "}");
    }
}
