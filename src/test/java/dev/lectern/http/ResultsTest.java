package dev.lectern.http;

import static dev.lectern.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.detect.Detection;
import dev.lectern.job.Job;
import dev.lectern.testing.Answer;
import dev.lectern.track.DerivedMetrics;
import dev.lectern.track.PayloadV1;
import dev.lectern.track.ProcessingMeta;
import dev.lectern.track.Quality;
import dev.lectern.track.ResultDocument;
import dev.lectern.track.TrackedSample;
import dev.lectern.track.TrackerParameters;
import dev.lectern.track.TrackingResult;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultsTest {

    private static final int SAMPLES = 600;
    private static final int STEP_MS = 200;

    @RegisterExtension
    private final TestServer server = new TestServer();

    private String path;
    private JsonObject whole;

    @BeforeEach
    void aSessionWithAResult() throws IOException {
        Job job = server.aSession("Physics", new byte[9]);
        path = "/sessions/" + job.sessionId() + "/results/instructor-tracking";
        byte[] document = ResultDocument.gzipped(payload());
        await(server.store().jobs().completed(job.id(), document, "feed", TestServer.NOW));
        whole = data(server.client().get(path));
    }

    @Test
    void aWindowHasItsSamplesAsTheyAreAndEverythingElse() {
        JsonObject part = data(server.client().get(path + "?from=1000&to=2000"));
        assertThat(times(part, "trackPoints")).containsExactly(1000L, 1200L, 1400L, 1600L, 1800L, 2000L);
        assertSamplesOfTheWhole(part);
        assertThat(part.getJsonObject("window")).isEqualTo(window(1000, 2000, 6, 6));
        for (String same : new String[] {"coordinateSystem", "video", "processingMeta", "derivedMetrics"}) {
            assertThat(part.getValue(same)).isEqualTo(whole.getValue(same));
        }
    }

    @Test
    void theSmoothedPointsOfAWindowAreThoseOfItsSamples() {
        JsonObject part = data(server.client().get(path + "?from=1000&to=60000&maxPoints=50"));
        JsonObject motion = part.getJsonObject("motion");
        assertThat(motion.getJsonArray("smoothedPoints").stream()
                        .map(row -> ((JsonArray) row).getLong(0))
                        .toList())
                .hasSize(50)
                .isEqualTo(times(part, "trackPoints"));
        for (String same : new String[] {"distanceHeights", "shares", "timeline", "smoothedColumns"}) {
            assertThat(motion.getValue(same))
                    .isEqualTo(whole.getJsonObject("motion").getValue(same));
        }
    }

    @Test
    void aWindowMayBeOpenOrEmpty() {
        long end = (SAMPLES - 1) * (long) STEP_MS;
        JsonObject last = data(server.client().get(path + "?from=" + (end - 1)));
        assertThat(times(last, "trackPoints")).containsExactly(end);
        assertThat(last.getJsonObject("window")).isEqualTo(window(end - 1, end, 1, 1));
        assertThat(times(data(server.client().get(path + "?to=399")), "frameDetections"))
                .containsExactly(0L, 200L);
        JsonObject none = data(server.client().get(path + "?from=" + (end + 1) + "&to=" + (end + 100)));
        assertThat(times(none, "frameDetections")).isEmpty();
        assertThat(none.getJsonObject("window")).isEqualTo(window(end + 1, end + 100, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100, 599, 600, 5000})
    void aLongResultIsThinnedToTrueSamples(int maxPoints) {
        JsonObject thin = data(server.client().get(path + "?maxPoints=" + maxPoints));
        int expected = Math.min(maxPoints, SAMPLES);
        assertThat(times(thin, "trackPoints")).hasSize(expected).isSorted();
        assertSamplesOfTheWhole(thin);
        assertThat(thin.getJsonObject("window"))
                .isEqualTo(window(0, (SAMPLES - 1) * (long) STEP_MS, expected, SAMPLES));
    }

    @Test
    void aThinnedResultStillHasEveryGap() {
        JsonObject thin = data(server.client().get(path + "?maxPoints=20"));
        assertThat(gaps(thin)).isEqualTo(gaps(whole)).isEqualTo(3);
    }

    @Test
    void aWindowAndAThinningGoTogether() {
        JsonObject part = data(server.client().get(path + "?from=20000&to=60000&maxPoints=50"));
        assertThat(times(part, "trackPoints"))
                .hasSize(50)
                .startsWith(20_000L)
                .endsWith(60_000L)
                .isSorted();
        assertSamplesOfTheWhole(part);
        assertThat(part.getJsonObject("window")).isEqualTo(window(20_000, 60_000, 50, 201));
    }

    @Test
    void numbersKeepTheirText() {
        assertThat(server.client().get(path + "?from=0&to=0").text())
                .contains("\"cx\":0.00012,")
                .doesNotContain("E-");
    }

    @ParameterizedTest
    @CsvSource({
        "from=-1, from",
        "from=, from",
        "from=1.5, from",
        "to=soon, to",
        "to=9999999999999, to",
        "from=2&to=1, to",
        "maxPoints=0, maxPoints",
        "maxPoints=, maxPoints",
        "maxPoints=-3, maxPoints",
        "maxPoints=many, maxPoints",
        "maxPoints=99999999999, maxPoints"
    })
    void aWindowThatMakesNoSenseIsRefused(String query, String names) {
        Answer answer = server.client().get(path + "?" + query);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().getString("message")).startsWith(names + " must");
    }

    @Test
    void theTableHasOneLineForEachSample() {
        Answer csv = server.client().get(path + ".csv");
        assertThat(csv.header("content-type")).isEqualTo("text/csv; charset=utf-8");
        assertThat(csv.header("content-disposition")).matches("attachment; filename=\"sess-[0-9a-f]+\\.csv\"");
        assertThat(csv.text().lines())
                .hasSize(SAMPLES + 1)
                .startsWith("tMs,quality,cx,cy,x,y,w,h,conf", "0,measured,0.00012,0.5,0.0,0.3,0.1,0.5,0.8")
                .contains("2000,lost,0.5,0.5,,,,,", "20400,interpolated,0.5,0.5,,,,,");
        JsonArray points = whole.getJsonArray("trackPoints");
        List<String> lines = csv.text().lines().toList();
        for (int i = 0; i < SAMPLES; i++) {
            assertThat(lines.get(1 + i)).startsWith(points.getJsonObject(i).getLong("tMs") + ",");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?from=0&to=90000&maxPoints=40", ".csv"})
    void everyFormHasATagOfItsOwnAndCanBeCompressed(String form) {
        Answer plain = server.client().get(path + form);
        Answer gzip = server.client().get(path + form, "accept-encoding", "gzip");
        assertThat(gzip.header("content-encoding")).isEqualTo("gzip");
        assertThat(gzip.text()).isEqualTo(plain.text());
        assertThat(gzip.body().length).isLessThan(plain.body().length);
        assertThat(gzip.body())
                .isEqualTo(server.client()
                        .get(path + form, "accept-encoding", "gzip")
                        .body());
        Set<String> tags = new HashSet<>(List.of(plain.header("etag"), gzip.header("etag")));
        for (String other : new String[] {"", "?from=0", "?to=90000&maxPoints=40", "?maxPoints=40"}) {
            tags.add(server.client().get(path + other).header("etag"));
        }
        assertThat(tags).hasSize(6);
        assertThat(server.client()
                        .get(path + form, "if-none-match", plain.header("etag"))
                        .status())
                .isEqualTo(304);
        Answer head = server.client().head(path + form);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("content-length")).isEqualTo(Integer.toString(plain.body().length));
        assertThat(head.header("etag")).isEqualTo(plain.header("etag"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?maxPoints=3", ".csv"})
    void withoutAResultThereIsNoFormOfIt(String form) throws IOException {
        Job job = server.aSession("Without", new byte[9]);
        String none = "/sessions/" + job.sessionId() + "/results/instructor-tracking";
        assertThat(server.client().get(none + form).json().getString("message"))
                .isEqualTo("Tracking results not available");
        assertThat(server.client()
                        .get("/sessions/sess-00000000/results/instructor-tracking" + form)
                        .json()
                        .getString("message"))
                .isEqualTo("Session not found");
    }

    private static JsonObject data(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().getJsonObject("data");
    }

    private static JsonObject window(long from, long to, int samples, int ofSamples) {
        return new JsonObject(new JsonObject()
                .put("from", from)
                .put("to", to)
                .put("samples", samples)
                .put("ofSamples", ofSamples)
                .encode());
    }

    private void assertSamplesOfTheWhole(JsonObject part) {
        assertThat(times(part, "frameDetections")).isEqualTo(times(part, "trackPoints"));
        for (String name : new String[] {"frameDetections", "trackPoints"}) {
            for (Object sample : part.getJsonArray(name)) {
                int index = ((JsonObject) sample).getInteger("tMs") / STEP_MS;
                assertThat(sample).isEqualTo(whole.getJsonArray(name).getJsonObject(index));
            }
        }
    }

    private static List<Long> times(JsonObject data, String name) {
        List<Long> times = new ArrayList<>();
        data.getJsonArray(name).forEach(sample -> times.add(((JsonObject) sample).getLong("tMs")));
        return times;
    }

    private static int gaps(JsonObject data) {
        int gaps = 0;
        boolean before = false;
        for (Object point : data.getJsonArray("trackPoints")) {
            boolean lost = ((JsonObject) point).getString("quality").equals("lost");
            gaps += lost && !before ? 1 : 0;
            before = lost;
        }
        return gaps;
    }

    /** Gaps of 1, 120 and 10 samples, and an interpolated one. */
    private static byte[] payload() {
        List<TrackedSample> samples = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            boolean lost = i == 10 || (i >= 200 && i < 320) || i >= SAMPLES - 10;
            Quality quality = lost ? Quality.LOST : i == 102 ? Quality.INTERPOLATED : Quality.MEASURED;
            double x = i == 0 ? 0.00012 : quality == Quality.MEASURED ? (i % 97) / 100.0 : 0.5;
            Detection seen = quality == Quality.MEASURED ? new Detection(i == 0 ? 0 : 0.2, 0.3, 0.1, 0.5, 0.8) : null;
            samples.add(new TrackedSample(i * (long) STEP_MS, seen, x, 0.5, quality));
        }
        TrackingResult result = new TrackingResult(1280, 720, 25, samples, DerivedMetrics.of(samples));
        return new PayloadV1(result, ProcessingMeta.of("d", "r", "1", "m", TrackerParameters.DEFAULT)).json();
    }
}
