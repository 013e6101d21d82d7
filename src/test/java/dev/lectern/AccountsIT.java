package dev.lectern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lectern.testing.Clips;
import dev.lectern.testing.Eventually;
import dev.lectern.testing.RunningLectern;
import dev.lectern.testing.RunningLectern.Ended;
import dev.lectern.testing.RunningWorker;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts on the jar as it is handed out: made on the command line, used by curl, asked for where others may come. */
class AccountsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String PASSWORD = "correct horse battery";

    @TempDir
    private static Path temp;

    @Test
    void whereOthersMayComeItDoesNotStartWithoutAnAccount() throws Exception {
        RunningLectern.Setup open = RunningLectern.in(temp.resolve("open")).with("LECTERN_HOST", "0.0.0.0");
        Ended refused = open.run("serve");
        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.err())
                .contains("has no account yet", "user add", "LECTERN_ADMIN_PASSWORD_FILE", "127.0.0.1");
        Path password = Files.writeString(temp.resolve("short"), "short");
        assertThat(open.with("LECTERN_ADMIN_PASSWORD_FILE", password)
                        .run("serve")
                        .err())
                .contains("A password has 10 to 256 characters");
    }

    @Test
    void withSingleSignOnItDoesNotStartWithoutAnAdminAndASecret() throws Exception {
        RunningLectern.Setup setup = RunningLectern.in(temp.resolve("sign-on"))
                .with("LECTERN_WORKERS", 0)
                .with("LECTERN_OIDC_ISSUER", "https://login.example.org")
                .with("LECTERN_OIDC_CLIENT_ID", "lectern")
                .with("LECTERN_OIDC_CLIENT_SECRET_FILE", temp.resolve("secret"));
        Ended alone = setup.run("serve");
        assertThat(alone.exit()).isEqualTo(3);
        assertThat(alone.err()).contains("there is no account yet", "user add NAME");
        assertThat(setup.runWith(PASSWORD + "\n", "user", "add", "ann").exit()).isZero();
        assertThat(setup.run("serve").err()).contains("The client secret for single sign-on cannot be read from");
        Files.createFile(temp.resolve("secret"));
        assertThat(setup.run("serve").err()).contains("is empty");
        assertThat(setup.run("user", "disable", "ann").err()).contains("This is the last admin");
    }

    @Test
    void theFirstUserShutsTheDoorOfAServerThatRunsAndCurlGoesOnWithAToken() throws Exception {
        assumeTrue(run("command -v curl").exit() == 0, "curl is there");
        RunningLectern.Setup setup = RunningLectern.in(temp.resolve("data"))
                .with("LECTERN_WORKERS", 1)
                .with("LECTERN_PORT", freePort());
        try (RunningLectern lectern = setup.start()) {
            String base = lectern.base().toString().replaceAll("/$", "");
            assertThat(lectern.output()).contains("There are no accounts: everybody on this machine may use it");
            assertThat(run("curl -s " + base + "/sessions").out()).isEqualTo("[]");

            Ended weak = setup.runWith("short\n", "user", "add", "ann");
            assertThat(weak.exit()).isEqualTo(2);
            assertThat(setup.runWith(PASSWORD + "\n", "user", "add", "bob", "--role", "viewer")
                            .err())
                    .contains("The first user must be an admin");
            Ended added = setup.runWith(PASSWORD + "\n", "user", "add", "ann");
            assertThat(added.exit()).isZero();
            assertThat(added.out()).contains("ann may log in now, as admin").doesNotContain(PASSWORD);
            Eventually.becomes(PATIENCE, "the door to shut", () -> status(base + "/sessions")
                    .equals("401"));

            String jar = temp.resolve("cookies").toString();
            assertThat(run("curl -s -c " + jar + " -d '{\"name\":\"ann\",\"password\":\"" + PASSWORD + "\"}' " + base
                                    + "/login")
                            .out())
                    .contains("\"role\":\"admin\"");
            String token = new JsonObject(run("curl -s -b " + jar
                                    + " -d '{\"name\":\"my scripts\",\"scope\":\"write\"}' " + base + "/tokens")
                            .out())
                    .getString("token");
            tour("curl -s -H 'Authorization: Bearer " + token + "' ", base, Clips.playable(temp.resolve("a.mp4")));

            assertThat(setup.run("user", "list").out()).contains("ann").contains("admin");
            assertThat(setup.run("user", "remove", "nobody").exit()).isEqualTo(2);
            assertThat(lectern.output()).doesNotContain(token).doesNotContain(PASSWORD);
            join(setup, lectern);
        }
    }

    /** README's, shortened to what does not need minutes. */
    private static void tour(String curl, String base, Path recording) throws IOException, InterruptedException {
        JsonObject ids = new JsonObject(run(curl + "-X POST " + base + "/sessions/import -F video=@" + recording
                        + " -F 'metadata={\"sessionName\":\"Week 3\"}'")
                .out());
        String session = base + "/sessions/" + ids.getString("sessionId");
        String job = base + "/jobs/" + ids.getString("jobId");
        Eventually.becomes(PATIENCE, "the job to end", () -> out(curl + job).contains("\"status\":\"completed\""));
        assertThat(out(curl + base + "/sessions")).contains(ids.getString("sessionId"));
        assertThat(out(curl + "--compressed " + session + "/results/instructor-tracking"))
                .contains("frameDetections");
        assertThat(out(curl + session + "/results/instructor-tracking.csv")).contains("tMs");
        assertThat(out(curl + "-r 0-9 -o /dev/null -w '%{http_code}' " + session + "/media/video"))
                .isEqualTo("206");
        assertThat(out(curl + "-N " + job + "/events")).contains("event: snapshot");
        assertThat(out(curl + base + "/queue/health")).contains("hasWorker");
        assertThat(out(curl + base + "/system")).contains("nanodet");
        assertThat(out(curl + base + "/metrics")).contains("lectern_build_info");
        for (String path : List.of("", "/media/video", "/results/instructor-tracking")) {
            assertThat(status(session + path)).isEqualTo("401");
        }
        assertThat(out(curl + "-X DELETE -w '%{http_code}' " + session)).isEqualTo("204");
    }

    /** A worker of this machine needs a token too, and who can read the data folder has one made. */
    private static void join(RunningLectern.Setup setup, RunningLectern lectern)
            throws IOException, InterruptedException {
        try (RunningWorker stranger = RunningWorker.named("stranger", temp.resolve("stranger"), lectern.base())
                .start()) {
            Eventually.becomes(
                    PATIENCE, "it to be refused", () -> !stranger.process().isAlive());
            assertThat(stranger.output()).contains("lets no worker in without a join token");
        }
        Ended made = setup.run("worker-token");
        assertThat(made.exit()).as(made.err()).isZero();
        String token = made.out().substring(made.out().lastIndexOf(' ') + 1).strip();
        try (RunningWorker worker = RunningWorker.named("friend", temp.resolve("friend"), lectern.base())
                .with("--token", token)
                .start()) {
            Eventually.becomes(PATIENCE, "it to work", () -> worker.output().contains("works for"));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String status(String url) {
        return out("curl -s -o /dev/null -w '%{http_code}' " + url);
    }

    private static String out(String line) {
        try {
            return run(line).out();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Ended run(String line) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder("bash", "-c", line).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out, "");
    }
}
