package dev.lectern.http;

import static dev.lectern.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.access.Account;
import dev.lectern.access.Role;
import dev.lectern.bus.RosterReport;
import dev.lectern.bus.WorkerCard;
import dev.lectern.testing.Answer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RevokeTest {

    private static final Instant THEN = Instant.parse("2026-11-01T10:00:00Z");

    @RegisterExtension
    private final TestServer server = new TestServer();

    @Test
    void aWorkerIsShutOutByItsName() {
        Answer answer = server.client().delete("/workers/blue");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json())
                .isEqualTo(new JsonObject()
                        .put("worker", "blue")
                        .put("revokedAt", Wire.time(TestServer.NOW))
                        .put("tokensEnded", 1));
        assertThat(server.revoked).containsExactly("blue");
    }

    @Test
    void aNameThatNobodyHasIsASentence() {
        server.revocation = Future.failedFuture(
                new Enrolment.Refused(Enrolment.Refused.Kind.MISSING, "No worker green was ever let in here."));
        Answer answer = server.client().delete("/workers/green");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().getString("detail")).isEqualTo("No worker green was ever let in here.");
    }

    @Test
    void withoutAccountsOnlyWhoIsHereShutsOut() {
        server.sameMachine = false;
        assertThat(server.client().delete("/workers/blue").status()).isEqualTo(403);
        assertThat(server.revoked).isEmpty();
    }

    @Test
    void thatSomebodyWasShutOutStandsInTheAuditLog() {
        Visitors visitors = new Visitors(server);
        Account admin = visitors.account("ann", Role.ADMIN);
        String[] ann = visitors.browser(admin);
        visitors.shut();
        server.client().send("DELETE", "/workers/blue", BodyPublishers.noBody(), ann);
        // It is written down once it was answered.
        eventually(() -> assertThat(server.client().get("/audit", ann).array()).anySatisfy(entry -> {
            JsonObject said = (JsonObject) entry;
            assertThat(said.getString("actor")).isEqualTo("ann");
            assertThat(said.getString("action")).isEqualTo("DELETE /workers/:workerName");
            assertThat(said.getString("subject")).isEqualTo("blue");
            assertThat(said.getInteger("status")).isEqualTo(200);
        }));
    }

    @Test
    void theListHasThoseWhoAreThereThoseWhoAreAwayAndThoseWhoAreOut() {
        server.workers = Future.succeededFuture(new RosterReport(List.of(there("blue"), there("local"))));
        server.known = List.of(
                new Enrolment.Known("blue", "basement", THEN, null),
                new Enrolment.Known("blue", "attic", null, THEN),
                new Enrolment.Known("green", null, THEN, null));
        JsonArray workers = server.client().get("/workers/known").array();
        assertThat(workers)
                .extracting(row -> ((JsonObject) row).getString("name"))
                .containsExactly("blue", "blue", "green", "local");
        assertThat(workers)
                .extracting(row -> ((JsonObject) row).getString("state"))
                .containsExactly("idle", "revoked", "away", "idle");
        assertThat(workers)
                .extracting(row -> ((JsonObject) row).getString("enrolledAt"))
                .containsExactly(Wire.time(THEN), null, Wire.time(THEN), null);
        assertThat(workers)
                .extracting(row -> ((JsonObject) row).getString("revokedAt"))
                .containsExactly(null, Wire.time(THEN), null, null);
        assertThat(workers.getJsonObject(0).getInteger("tasksDone")).isEqualTo(7);
        assertThat(workers.getJsonObject(1).getString("host")).isEqualTo("attic");
    }

    private static RosterReport.Worker there(String name) {
        return new RosterReport.Worker(
                new WorkerCard(name, "basement", 4, "1.2.3", THEN, false),
                THEN,
                RosterReport.State.IDLE,
                null,
                null,
                7,
                2,
                1,
                List.of());
    }
}
