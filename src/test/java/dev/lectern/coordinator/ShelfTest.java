package dev.lectern.coordinator;

import static dev.lectern.testing.Await.await;
import static dev.lectern.testing.Await.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.job.DataFolder;
import dev.lectern.job.Ids;
import dev.lectern.job.Inspection;
import dev.lectern.job.Job;
import dev.lectern.job.Json;
import dev.lectern.job.Parameters;
import dev.lectern.job.Pipeline;
import dev.lectern.job.Playability;
import dev.lectern.job.Session;
import dev.lectern.job.SessionFolder;
import dev.lectern.job.Survey;
import dev.lectern.job.TaskName;
import dev.lectern.testing.Inspections;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShelfTest {

    private static final Instant T0 = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir
    Path data;

    private final Vertx vertx = Vertx.vertx();
    private final Session session = new Session(Ids.newSession(), null, null, T0, "0".repeat(64), 1, null);
    private final Job job = Job.queued(Ids.newJob(), session.id(), new Parameters(5, 1), T0);
    private Shelf shelf;
    private SessionFolder folder;

    @BeforeEach
    void open() throws IOException {
        shelf = new Shelf(vertx, new DataFolder(data), "fake");
        Files.createDirectories(new DataFolder(data).work());
        folder = new SessionFolder(
                Files.createDirectories(data.resolve("sessions").resolve(session.id())));
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void whatWasPublishedExists() throws IOException {
        assertThat(made()).isEqualTo(Pipeline.Made.nothing());
        var inspection = Inspections.of(3, true, Playability.TRANSCODE);
        await(publish(TaskName.INSPECT, Json.bytes(inspection)));
        assertThat(made().inspection()).isEqualTo(inspection);
        assertThat(made().playable()).isFalse();

        await(publish(TaskName.TRANSCODE, file("video")));
        await(publish(TaskName.detect(2), new byte[] {1, 2}));
        assertThat(made().playable()).isTrue();
        assertThat(made().detected().stream()).containsExactly(2);
        assertThat(folder.video()).hasContent("video");
        try (var files = Files.walk(data)) {
            assertThat(files.filter(Files::isRegularFile))
                    .as("nothing but artefacts")
                    .hasSize(3);
        }
    }

    @Test
    void piecesGoWhenTheirVideoIsThere() throws IOException {
        await(publish(TaskName.INSPECT, Json.bytes(Inspections.toEncode(70))));
        await(publish(TaskName.encode(0), file("first")));
        await(publish(TaskName.encode(2), file("third")));
        assertThat(made().encoded().stream()).containsExactly(0, 2);
        assertThat(folder.piece(2)).hasContent("third");

        await(publish(TaskName.TRANSCODE, file("video")));
        assertThat(made().encoded().isEmpty()).isTrue();
        assertThat(folder.pieces()).doesNotExist();

        // One that was thought lost and comes late.
        await(publish(TaskName.encode(2), file("third")));
        assertThat(made().playable()).isTrue();
        assertThat(folder.pieces()).doesNotExist();
    }

    @Test
    void publishingAgainChangesNothing() throws IOException {
        String file = file("video");
        assertThat(await(publish(TaskName.TRANSCODE, file))).isTrue();
        assertThat(await(publish(TaskName.TRANSCODE, file))).isFalse();
        assertThat(folder.playable()).hasContent("video");
        await(publish(TaskName.TRANSCODE, file("the same video once more")));
        assertThat(folder.playable()).hasContent("the same video once more");
    }

    @Test
    void aFileThatIsNotThereCannotBePublished() {
        assertThat(failureOf(publish(TaskName.TRANSCODE, data.resolve("none").toString())))
                .isInstanceOf(IOException.class);
        assertThat(folder.playable()).doesNotExist();
    }

    @Test
    void nothingOfADeletedSessionComesBack() throws IOException {
        Files.delete(folder.path());
        assertThat(failureOf(publish(TaskName.detect(0), new byte[] {1}))).isInstanceOf(IOException.class);
        assertThat(folder.path()).doesNotExist();
    }

    @Test
    void anInspectionThatCannotBeReadIsNone() throws IOException {
        Files.writeString(folder.inspection(), "{\"width\":0}");
        assertThat(made()).isEqualTo(Pipeline.Made.nothing());
    }

    @Test
    void whatAnOlderVersionInspectedIsInspectedAgain() throws IOException {
        String json = new String(Json.bytes(Inspections.ofSeconds(3)), StandardCharsets.UTF_8);
        String older = json.replaceFirst(",\"survey\":\\{.*(?=\\}$)", "");
        assertThat(older).doesNotContain("survey");
        Files.writeString(folder.inspection(), older);
        assertThat(made()).isEqualTo(Pipeline.Made.nothing());
    }

    @Test
    void whatAnotherDetectorSurveyedIsInspectedAgain() {
        await(publish(TaskName.INSPECT, Json.bytes(surveyed("another"))));
        assertThat(made()).isEqualTo(Pipeline.Made.nothing());
        await(publish(TaskName.INSPECT, Json.bytes(surveyed("fake"))));
        assertThat(made().inspection()).isEqualTo(surveyed("fake"));
    }

    @Test
    void detectionsOfOneLookAreNotTakenForThoseOfTwo() {
        await(publish(TaskName.INSPECT, Json.bytes(Inspections.ofSeconds(3))));
        await(publish(TaskName.detect(1), new byte[] {1, 2}));
        assertThat(made().detected().stream()).containsExactly(1);
        await(publish(TaskName.INSPECT, Json.bytes(surveyed("fake"))));
        assertThat(made().detected().isEmpty()).isTrue();
        await(publish(TaskName.detect(2), new byte[] {1, 2}));
        assertThat(made().detected().stream()).containsExactly(2);
    }

    /** A recording in which people are small. */
    private static Inspection surveyed(String detector) {
        return Inspections.ofSeconds(3).with(new Survey(detector, true, List.of(new Survey.Spot(.5, .5)), List.of()));
    }

    private Pipeline.Made made() {
        return await(shelf.made(job, session));
    }

    private Future<Boolean> publish(TaskName task, byte[] content) {
        return shelf.publish(task, job, session, content, null);
    }

    private Future<Boolean> publish(TaskName task, String file) {
        return shelf.publish(task, job, session, null, file);
    }

    private String file(String content) throws IOException {
        return Files.write(data.resolve("made"), content.getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
