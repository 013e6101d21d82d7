package dev.lectern.http;

import static dev.lectern.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.job.Job;
import dev.lectern.job.SessionFolder;
import dev.lectern.testing.Answer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExpiryTest {

    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration DAY = Duration.ofDays(1);

    @RegisterExtension
    private final TestServer server = new TestServer();

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    /** Looks when the sessions of the test have this age. */
    private void look(Duration age, Duration keepRecordings, Duration keepSessions) {
        Recordings recordings = new Recordings(vertx, server.data());
        Clock clock = Clock.fixed(TestServer.NOW.plus(age), ZoneOffset.UTC);
        KeepFor keep = new KeepFor(Optional.ofNullable(keepRecordings), Optional.ofNullable(keepSessions));
        Deletion deletion = new Deletion(server.store(), new Hints(server), recordings);
        await(new Expiry(server.store(), recordings, deletion, keep, clock).look());
    }

    private Job finished(String name) throws IOException {
        Job job = server.aSession(name, new byte[100]);
        SessionFolder folder = server.data().session(job.sessionId());
        Files.writeString(folder.inspection(), "{}");
        Files.writeString(folder.playable(), "playable");
        Files.writeString(folder.thumbnail(), "thumbnail");
        Files.writeString(folder.rendered("e1"), "rendered");
        await(server.store()
                .jobs()
                .completed(
                        job.id(),
                        Answers.gzip(Buffer.buffer("{\"version\":\"v1\",\"data\":" + TestPayload.json(3) + "}"))
                                .getBytes(),
                        "e1",
                        TestServer.NOW));
        return job;
    }

    @Test
    void withoutAnAgeEverythingIsKeptForEver() throws IOException {
        Job job = finished("Optics");
        look(Duration.ofDays(100_000), null, null);
        assertThat(server.data().session(job.sessionId()).recording()).exists();
    }

    @Test
    void aSessionThatIsTooOldIsDeletedWithEverything() throws IOException {
        Job job = finished("Optics");
        look(MONTH.minus(DAY), null, MONTH);
        assertThat(server.client().get("/sessions/" + job.sessionId()).status()).isEqualTo(200);
        look(MONTH.plus(DAY), null, MONTH);
        assertThat(server.client().get("/sessions/" + job.sessionId()).status()).isEqualTo(404);
        assertThat(server.leftOnDisk()).isEmpty();
        assertThat(server.forgotten).containsExactly(job.sessionId());
    }

    @Test
    void aVideoThatIsTooOldIsDeletedAndItsResultStays() throws IOException {
        Job job = finished("Optics");
        look(MONTH.plus(DAY), MONTH, Duration.ofDays(365));
        String path = "/sessions/" + job.sessionId();
        assertThat(server.client().get(path + "/media/video").status()).isEqualTo(404);
        assertThat(server.client().get(path + "/media/heatmap").status()).isEqualTo(404);
        assertThat(server.client().get(path + "/results/instructor-tracking").status())
                .isEqualTo(200);
        assertThat(server.client().get(path).json().getJsonObject("media").getString("centralCamUrl"))
                .isNull();
        assertThat(server.leftOnDisk())
                .containsExactly("sessions/" + job.sessionId(), "sessions/" + job.sessionId() + "/inspection.json");
    }

    @Test
    void withoutItsVideoNothingCanBeMadeAgainAndTheAnswerSaysWhy() throws IOException {
        Job job = finished("Optics");
        look(MONTH.plus(DAY), MONTH, null);
        for (String what : new String[] {"/process", "/render"}) {
            Answer answer = server.client().post("/sessions/" + job.sessionId() + what);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.json().getString("detail")).contains("deleted because of its age");
        }
    }

    @Test
    void whatIsBeingWorkedOnIsLeftAlone() throws IOException {
        Job job = server.aSession("Optics", new byte[100]);
        look(MONTH.plus(DAY), DAY, DAY);
        assertThat(server.data().session(job.sessionId()).recording()).exists();
        await(server.store().jobs().failed(job.id(), "It broke.", TestServer.NOW));
        look(MONTH.plus(DAY), DAY, DAY);
        assertThat(server.leftOnDisk()).isEmpty();
    }
}
