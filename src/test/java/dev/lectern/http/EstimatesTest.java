package dev.lectern.http;

import static dev.lectern.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.job.Job;
import dev.lectern.job.Parameters;
import dev.lectern.job.Quality;
import dev.lectern.testing.Answer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a recording would take is told before it is processed. */
class EstimatesTest {

    private static final byte[] VIDEO = "not really a video".getBytes(StandardCharsets.UTF_8);

    @RegisterExtension
    private final TestServer server = new TestServer();

    @Test
    void eachQualityHasItsTimeOrNoneIfNobodyKnows() throws IOException {
        Job job = server.aSession("Physics", VIDEO);
        JsonObject answer = estimates(job, "").json();
        assertThat(answer.getJsonObject("estimates"))
                .isEqualTo(new JsonObject().put("fast", 62).put("balanced", 70).putNull("thorough"));
        assertThat(answer.getString("usual")).isEqualTo("thorough");
        assertThat(answer.getInteger("slots")).isEqualTo(5);
    }

    @Test
    void whatWaitsBeforeItIsToldApart() throws IOException {
        Job job = server.aSession("Physics", VIDEO);
        assertThat(estimates(job, "").json().getInteger("waitsBehind"))
                .as("its own job is not in its way")
                .isZero();
        server.aSession("Chemistry", VIDEO);
        Job done = server.aSession("Biology", VIDEO);
        await(server.store().jobs().failed(done.id(), "It broke.", TestServer.NOW));
        assertThat(estimates(job, "").json().getInteger("waitsBehind")).isEqualTo(1);
    }

    @Test
    void itIsAskedForAsManyPicturesAsAreToBeSampled() throws IOException {
        Job job = server.aSession("Physics", VIDEO);
        AtomicReference<Parameters> asked = new AtomicReference<>();
        OptionalLong none = OptionalLong.empty();
        server.estimates = parameters -> {
            asked.set(parameters);
            return Future.succeededFuture(new Outlook.Estimates(
                    Map.of(Quality.FAST, none, Quality.BALANCED, none, Quality.THOROUGH, none), 0));
        };
        assertThat(estimates(job, "?sampleFps=2.5").status()).isEqualTo(200);
        assertThat(asked.get().sampleFps()).isEqualTo(2.5);
        assertThat(asked.get().segmentSeconds()).isEqualTo(Parameters.DEFAULT.segmentSeconds());
    }

    @ParameterizedTest
    @ValueSource(strings = {"often", "0", "31", "NaN", ""})
    void aRateThatIsNoneIsRefused(String rate) throws IOException {
        Answer answer = estimates(server.aSession("Physics", VIDEO), "?sampleFps=" + rate);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().getString("detail")).contains("sampleFps");
    }

    @Test
    void nothingIsPromisedOfARecordingWhoseVideoIsGone() throws IOException {
        Job job = server.aSession("Physics", VIDEO);
        Files.delete(server.data().session(job.sessionId()).recording());
        Answer answer = estimates(job, "");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().getString("detail")).contains("deleted because of its age");
    }

    private Answer estimates(Job job, String query) {
        return server.client().get("/sessions/" + job.sessionId() + "/estimates" + query);
    }
}
