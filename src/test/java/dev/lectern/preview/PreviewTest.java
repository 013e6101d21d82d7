package dev.lectern.preview;

import static dev.lectern.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lectern.testing.Answer;
import dev.lectern.testing.LeapingClock;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of a recording before all of it was looked at: a real database, real files, real HTTP; ten segments of ten seconds. */
class PreviewTest {

    @TempDir
    Path folder;

    private final LeapingClock clock = new LeapingClock();
    private Halfway server;
    private Halfway.Begun begun;

    @BeforeEach
    void open() throws IOException {
        server = new Halfway(folder, clock);
        begun = server.begun(100);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void beforeAnySegmentIsDoneThereIsNone() {
        assertThat(preview().status()).isEqualTo(404);
        assertThat(preview().json().getString("detail")).contains("no preliminary result yet");
        assertThat(detail().getJsonObject("processing").getValue("preview")).isNull();
        assertThat(server.client.get("/sessions/sess-00000000/preview").json().getString("detail"))
                .isEqualTo("Session not found");
    }

    @Test
    void withTheFirstSegmentThereIsOneOfJustThat() throws IOException {
        begun.done(4);
        JsonObject body = there(0.1);
        assertThat(body.getString("version")).isEqualTo("v1");
        assertThat(body.getBoolean("preliminary")).isTrue();
        assertThat(body.getJsonObject("lookedAt"))
                .isEqualTo(new JsonObject(
                        "{\"share\":0.1,\"ms\":10000,\"ofMs\":100000,\"spans\":[{\"fromMs\":40000,\"toMs\":50000}]}"));
        JsonArray points = body.getJsonObject("data").getJsonArray("trackPoints");
        assertThat(points).hasSize(50);
        assertThat(points.getJsonObject(0).getLong("tMs")).isEqualTo(40_000);
        assertThat(body.getJsonObject("data").getJsonObject("derivedMetrics").getDouble("coverage"))
                .isGreaterThan(0.9);
    }

    @Test
    void itGrowsWhereItIsAndIsToldEachTime() throws IOException {
        begun.done(0);
        there(0.1);
        later();
        begun.done(5);
        there(0.2);
        later();
        begun.done(2);
        there(0.3);
        eventually("all were told", () -> server.told.size() == 3);
        assertThat(server.told).allSatisfy(news -> {
            assertThat(news.jobId()).isEqualTo(begun.jobId());
            assertThat(news.sessionId()).isEqualTo(begun.sessionId());
        });
        assertThat(server.told.get(2).share()).isCloseTo(0.3, within(1e-9));
        assertThat(preview().header("etag"))
                .startsWith("\"" + server.told.get(2).resultEtag());
    }

    @Test
    void aLittleMoreIsNotWorthAnotherOneUntilSomeTimeHasPassed() throws IOException {
        Halfway.Begun longer = server.begun(400);
        longer.done(0);
        eventually("the first is told", () -> server.told.size() == 1);
        longer.done(20);
        longer.done(10);
        longer.looked();
        assertThat(server.told).hasSize(1);
        later();
        eventually("another is told without anything new", () -> server.told.size() == 2);
        assertThat(server.told.get(1).share()).isCloseTo(0.075, within(1e-9));
    }

    @Test
    void itIsSentLikeAResultAndOnlyWhenItIsAnother() throws IOException {
        begun.done(3);
        there(0.1);
        Answer whole = preview();
        assertThat(whole.header("cache-control")).isEqualTo("no-cache");
        assertThat(server.client
                        .get(path(), "If-None-Match", whole.header("etag"))
                        .status())
                .isEqualTo(304);
        JsonObject window = server.client.get(path() + "?from=32000&to=33000").json();
        assertThat(window.getBoolean("preliminary")).isTrue();
        assertThat(window.getJsonObject("data").getJsonArray("trackPoints")).hasSize(6);
        assertThat(server.client
                        .get(path() + "?maxPoints=10")
                        .json()
                        .getJsonObject("data")
                        .getJsonArray("trackPoints")
                        .size())
                .isLessThanOrEqualTo(10);
        later();
        begun.done(7);
        there(0.2);
        assertThat(server.client
                        .get(path(), "If-None-Match", whole.header("etag"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theSessionNamesItAndIsNoneTheMoreCompleted() throws IOException {
        begun.done(3);
        there(0.1);
        JsonObject named = detail().getJsonObject("processing").getJsonObject("preview");
        assertThat(named.getString("url")).isEqualTo(path());
        assertThat(named.getDouble("share")).isCloseTo(0.1, within(1e-9));
        assertThat(preview().header("etag")).startsWith("\"" + named.getString("etag"));
        assertThat(detail().getJsonObject("session").getString("status")).isEqualTo("processing");
        assertThat(detail().getBoolean("hasInstructorTrackingResult")).isFalse();
        assertThat(server.client
                        .get("/sessions/" + begun.sessionId() + "/results/instructor-tracking")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void itIsGoneWhenTheResultIsThereWhetherOrNotAnybodyWasTold() throws IOException {
        begun.done(3);
        there(0.1);
        begun.complete();
        assertThat(preview().status()).isEqualTo(404);
        assertThat(preview().json().getString("detail")).contains("There is a result");
        assertThat(detail().getJsonObject("processing").getValue("preview")).isNull();
        eventually(
                "it is forgotten", () -> server.desk.newest(begun.sessionId()).isEmpty());
    }

    @Test
    void itIsGoneWhenTheJobFailedOrWasDeleted() throws IOException {
        onlyWhenTold();
        begun.done(3);
        there(0.1);
        begun.fail();
        assertThat(preview().status()).isEqualTo(404);
        assertThat(preview().json().getString("detail")).contains("nothing is being processed");
        assertThat(server.desk.newest(begun.sessionId())).isPresent();
        begun.tellFailed();
        eventually(
                "it is forgotten", () -> server.desk.newest(begun.sessionId()).isEmpty());
    }

    @Test
    void whileARecordingWithAResultIsProcessedAgainItsResultIsEnough() throws IOException {
        begun.complete();
        begun.begin();
        begun.done(3);
        begun.looked();
        assertThat(server.desk.newest(begun.sessionId())).isEmpty();
        assertThat(preview().json().getString("detail")).contains("There is a result");
    }

    @Test
    void itGoesWithTheSession() throws IOException {
        onlyWhenTold();
        begun.done(3);
        there(0.1);
        assertThat(server.client.delete("/sessions/" + begun.sessionId()).status())
                .isEqualTo(204);
        begun.tellDeleted();
        eventually(
                "it is forgotten", () -> server.desk.newest(begun.sessionId()).isEmpty());
        assertThat(preview().status()).isEqualTo(404);
    }

    @Test
    void itIsOfTheJobAtWorkAndNotOfOneBefore() throws IOException {
        onlyWhenTold();
        begun.done(3);
        there(0.1);
        begun.again();
        assertThat(preview().status()).isEqualTo(404);
        begun.done(5);
        there(0.2);
    }

    @Test
    void aServerThatWasKilledMakesItAgainFromWhatIsThere() throws IOException {
        begun.done(3);
        there(0.1);
        server.close();
        server = new Halfway(folder, clock);
        there(0.1);
    }

    @Test
    void aRecordingOfFewSegmentsGetsNone() throws IOException {
        Halfway.Begun brief = server.begun(30);
        brief.done(1);
        brief.looked();
        assertThat(server.told).isEmpty();
        assertThat(server.desk.newest(brief.sessionId())).isEmpty();
    }

    @Test
    void whenAllIsDoneTheResultItselfIsAwaited() throws IOException {
        begun.done(0, 1, 2, 3, 4, 5, 6, 7, 8);
        there(0.9);
        later();
        begun.done(9);
        begun.looked();
        assertThat(server.told).hasSize(1);
    }

    @Test
    void detectionsThatCannotBeReadStopNobody() throws IOException {
        begun.spoilt(3);
        begun.looked();
        assertThat(preview().status()).isEqualTo(404);
        begun.done(3);
        there(0.1);
    }

    @Test
    void nothingOfItIsOnTheDisk() throws IOException {
        long before = server.files();
        begun.done(3);
        there(0.1);
        assertThat(server.files()).isEqualTo(before + 1);
    }

    /** Waits until that much of the recording is known. */
    private JsonObject there(double share) {
        eventually(
                "a preliminary result of " + share,
                () -> preview().status() == 200
                        && Math.abs(preview().json().getJsonObject("lookedAt").getDouble("share") - share) < 1e-6);
        return preview().json();
    }

    /** A server that does not look again by itself. */
    private void onlyWhenTold() throws IOException {
        server.close();
        server = new Halfway(folder, clock, Duration.ofHours(1));
        begun = server.begun(100);
    }

    /** However long the one before took to make. */
    private void later() {
        clock.leap(Duration.ofMinutes(10));
    }

    private String path() {
        return "/sessions/" + begun.sessionId() + "/preview";
    }

    private Answer preview() {
        return server.client.get(path());
    }

    private JsonObject detail() {
        return server.client.get("/sessions/" + begun.sessionId()).json();
    }
}
