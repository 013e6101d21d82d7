package dev.lectern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.testing.Answer;
import dev.lectern.testing.Clips;
import dev.lectern.testing.ContractClient;
import dev.lectern.testing.Eventually;
import dev.lectern.testing.RunningLectern;
import dev.lectern.testing.Scrape;
import dev.lectern.testing.Shared;
import dev.lectern.testing.SseClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The second person is followed because somebody says so, through the whole service, a restart without slots and back. */
class CorrectionIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);
    private static final String DECODED = "lectern_decoded_pictures_total";
    private static final String ONE_AFTER_THE_OTHER = "real/real_dev_onebyone_a.mp4";

    @TempDir
    private Path temp;

    @Test
    void oneClickFollowsTheSecondPersonAndUndoGivesTheOldBytes() throws Exception {
        RunningLectern.Setup setup = RunningLectern.in(temp.resolve("data"));
        String session;
        byte[] before;
        String lastEvent;
        try (RunningLectern lectern = setup.start()) {
            ContractClient client = new ContractClient(lectern.base());
            RunningLectern.Accepted accepted = lectern.upload(twoPeople());
            session = "/sessions/" + accepted.sessionId();
            lectern.awaitCompleted(accepted.jobId(), PATIENCE);
            before = result(client, session).body();
            JsonObject shown = client.get(session + "/persons").json();
            String second = second(shown);
            try (SseClient events = SseClient.connect(lectern.base().resolve("/events"), null)) {
                Eventually.becomes(
                        PATIENCE, "the snapshot", () -> !events.events().isEmpty());
                double decoded = decoded(client);
                assertThat(decoded).isGreaterThan(10);
                long start = System.nanoTime();
                JsonObject corrected = client.send(
                                "PUT",
                                session + "/instructor",
                                BodyPublishers.ofString("{\"instructor\":[\"" + second + "\"]}"))
                        .json();
                JsonObject after = result(client, session).json().getJsonObject("data");
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TWO_SECONDS);
                JsonObject old = new JsonObject(new String(before, StandardCharsets.UTF_8)).getJsonObject("data");
                assertThat(after.getJsonObject("instructor").getJsonArray("persons"))
                        .isEqualTo(new JsonArray().add(second));
                for (String part : List.of("trackPoints", "derivedMetrics", "quality", "motion")) {
                    assertThat(after.getValue(part)).as(part).isNotEqualTo(old.getValue(part));
                }
                assertThat(after.getJsonObject("motion").getJsonArray("timeline"))
                        .isNotEqualTo(old.getJsonObject("motion").getJsonArray("timeline"));
                Eventually.becomes(TWO_SECONDS, "it is told", () -> events.events().stream()
                        .anyMatch(event -> event.type().equals("corrected")
                                && event.data().getString("resultEtag").equals(corrected.getString("resultEtag"))));
                assertThat(decoded(client)).as("no picture was decoded for it").isEqualTo(decoded);
                lastEvent = events.events().get(events.events().size() - 1).id();
            }
            Answer portrait = client.get(corrected(client, session, second).getString("thumbnailUrl"));
            assertThat(portrait.body()).startsWith(0xff, 0xd8).hasSizeGreaterThan(500);
        }
        // Nobody works here any more; who is who is the server's own business.
        try (RunningLectern lectern = setup.with("LECTERN_WORKERS", 0).start()) {
            ContractClient client = new ContractClient(lectern.base());
            try (SseClient events = SseClient.connect(lectern.base().resolve("/events"), lastEvent)) {
                JsonObject undone = client.post(session + "/corrections/undo").json();
                assertThat(undone.getInteger("revision")).isZero();
                assertThat(result(client, session).body()).isEqualTo(before);
                Eventually.becomes(PATIENCE, "it is told to who comes back", () -> events.events().stream()
                        .anyMatch(event ->
                                event.type().equals("corrected") && event.data().getInteger("revision") == 0));
            }
            assertThat(decoded(client)).isZero();
            assertThat(client.get(session + "/corrections").array()).hasSize(1);
            assertThat(client.delete(session).status()).isEqualTo(204);
            assertThat(client.get(session + "/corrections").status()).isEqualTo(404);
        }
    }

    /** Somebody who is not the instructor, or not the first of those who were taken for it. */
    private static String second(JsonObject shown) {
        List<JsonObject> persons = shown.getJsonArray("persons").stream()
                .map(JsonObject.class::cast)
                .toList();
        return persons.stream()
                .filter(person -> !person.getString("role").equals("instructor"))
                .findFirst()
                .orElse(persons.get(1))
                .getString("id");
    }

    private static JsonObject corrected(ContractClient client, String session, String id) {
        return client.get(session + "/persons").json().getJsonArray("persons").stream()
                .map(JsonObject.class::cast)
                .filter(person -> person.getString("id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Path twoPeople() {
        Path real = Shared.media(ONE_AFTER_THE_OTHER);
        return Files.exists(real)
                ? real
                : Clips.lecture(temp.resolve("two.mp4"), "split[a][b];[b]hflip[c];[a][c]hstack", "-c:v", "libopenh264");
    }

    private static Answer result(ContractClient client, String session) {
        return client.get(session + "/results/instructor-tracking");
    }

    private static double decoded(ContractClient client) {
        return Scrape.parse(client.get("/metrics").text()).value(DECODED);
    }
}
