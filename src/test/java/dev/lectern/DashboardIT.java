package dev.lectern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lectern.testing.Clips;
import dev.lectern.testing.IdentityProvider;
import dev.lectern.testing.RunningLectern;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard in a real browser, on the real service with a real recording. Its pictures are in target/dashboard. */
class DashboardIT {

    private static final Path FRONTEND = Path.of("src", "main", "frontend").toAbsolutePath();
    private static final Path PICTURES = Path.of("target", "dashboard").toAbsolutePath();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    @TempDir
    private Path temp;

    @BeforeAll
    static void needsABrowser() {
        boolean there = Files.isExecutable(Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium")))
                && Files.isDirectory(FRONTEND.resolve("node_modules/playwright-core"));
        if (!there) {
            System.out.println(
                    "The tests of the dashboard are skipped: they need Chromium at /usr/bin/chromium (or CHROMIUM=...).");
        }
        assumeTrue(there, "there is a browser");
    }

    @Test
    void theWholeStory() throws Exception {
        try (RunningLectern lectern = setup().start()) {
            drive("story.mjs", address(lectern), Clips.sample().toString(), PICTURES.toString());
        }
    }

    @Test
    void whoTheInstructorIsCanBePutRight() throws Exception {
        try (RunningLectern lectern = setup().start()) {
            RunningLectern.Accepted upload = lectern.upload(Clips.twoLecturers(temp));
            lectern.awaitCompleted(upload.jobId(), PATIENCE);
            drive("correct.mjs", address(lectern), upload.sessionId(), PICTURES.toString());
        }
    }

    /** One slot and short segments, so that there is something to be seen half done. */
    @Test
    void whatIsKnownSoFarIsShownAndTheResultTakesItsPlace() throws Exception {
        try (RunningLectern lectern = setup().with("LECTERN_SEGMENT_SECONDS", 1)
                .with("LECTERN_WORKERS", 1)
                .start()) {
            RunningLectern.Accepted upload = lectern.upload(Clips.sample());
            drive("preview.mjs", address(lectern), upload.sessionId(), PICTURES.toString());
        }
    }

    @Test
    void everyPageIsAccessibleAndFitsWideAndNarrowInLightAndDark() throws Exception {
        try (RunningLectern lectern = setup().start()) {
            lectern.awaitCompleted(lectern.upload(Clips.sample()).jobId(), PATIENCE);
            String said = drive("look.mjs", address(lectern), PICTURES.toString());
            assertThat(said).contains("axe found nothing").doesNotContain("scrolls sideways", "page: ");
        }
    }

    /** Names and metadata are what people type: nothing in them is ever markup, and no page wants what its policy forbids. */
    @Test
    void whatPeopleTypeNeverComesAlive() throws Exception {
        List<String> hostile = List.of(
                "<script>window.hostile=1</script>",
                "\"><img src=x onerror=\"window.hostile=1\">",
                "<svg/onload=window.hostile=1>",
                "javascript:window.hostile=1",
                "</title><iframe src=\"javascript:parent.hostile=1\"></iframe>",
                "{{constructor.constructor('window.hostile=1')()}}",
                "<a href=\"javascript:window.hostile=1\">Week 3</a>");
        try (RunningLectern lectern = setup().start()) {
            Path clip = Clips.playable(temp.resolve("clip.mp4"));
            String last = null;
            for (String text : hostile) {
                String metadata = JSON.createObjectNode()
                        .put("sessionName", text)
                        .put("courseCode", text)
                        .put("sessionDate", text)
                        .put(text, text)
                        .toString();
                HttpResponse<String> answer = lectern.tryUpload(clip, metadata);
                assertThat(answer.statusCode()).isEqualTo(201);
                last = JSON.readTree(answer.body()).get("jobId").asText();
            }
            lectern.awaitCompleted(last, PATIENCE);
            String said = drive("hostile.mjs", address(lectern), PICTURES.toString());
            assertThat(said).contains("nothing came alive");
        }
    }

    /** What may not be done is not offered, by what the service says and nothing else; and the pages that only accounts have. */
    @Test
    void everybodyIsOfferedWhatTheyMayDoAndNothingElse() throws Exception {
        String password = "correct horse battery staple";
        try (RunningLectern lectern = setup().with(
                        "LECTERN_ADMIN_PASSWORD_FILE", Files.writeString(temp.resolve("password"), password))
                .with("LECTERN_IMPORTS_PER_MINUTE", 1)
                .start()) {
            RunningLectern.Accepted upload = lectern.upload(Clips.sample());
            lectern.awaitCompleted(upload.jobId(), PATIENCE);
            String clip = Clips.playable(temp.resolve("clip.mp4")).toString();
            drive("accounts.mjs", address(lectern), upload.sessionId(), password, clip, PICTURES.toString());
        }
    }

    @Test
    void whoIsKnownByAnIdentityProviderLogsInThere() throws Exception {
        try (IdentityProvider provider = new IdentityProvider().asking();
                RunningLectern lectern = setup().with(
                                "LECTERN_ADMIN_PASSWORD_FILE",
                                Files.writeString(temp.resolve("password"), "correct horse battery staple"))
                        .with("LECTERN_WORKERS", 0)
                        .with("LECTERN_OIDC_ISSUER", provider.issuer())
                        .with("LECTERN_OIDC_CLIENT_ID", IdentityProvider.CLIENT)
                        .with(
                                "LECTERN_OIDC_CLIENT_SECRET_FILE",
                                Files.writeString(temp.resolve("secret"), IdentityProvider.SECRET + "\n"))
                        .with("LECTERN_OIDC_LABEL", "Example University")
                        .start()) {
            String elsewhere = provider.issuer().replaceFirst("/realms.*", "");
            drive("sign-on.mjs", address(lectern), elsewhere, "Example University", "ann", PICTURES.toString());
            assertThat(lectern.output()).doesNotContain(IdentityProvider.SECRET, "code=", "lcn_", "lcl_");
        }
    }

    @Test
    void anOutageIsSaidAndOverByItself() throws Exception {
        RunningLectern first = setup().start();
        int port = first.base().getPort();
        first.awaitCompleted(first.upload(Clips.sample()).jobId(), PATIENCE);
        Process browser = node("outage.mjs", address(first), PICTURES.toString());
        try (BufferedReader said = browser.inputReader();
                Writer input = browser.outputWriter()) {
            assertThat(said.readLine()).isEqualTo("open");
            first.kill();
            input.write("ended\n");
            input.flush();
            List<String> lines = new ArrayList<>(List.of(said.readLine(), said.readLine(), said.readLine()));
            try (RunningLectern second = setup().with("LECTERN_PORT", port).start()) {
                assertThat(second.get("/sessions")).hasSize(1);
                input.write("back\n");
                input.flush();
                said.lines().forEach(lines::add);
            }
            assertThat(browser.waitFor()).as(String.join("\n", lines)).isZero();
        } finally {
            browser.destroyForcibly();
            first.close();
        }
    }

    @Test
    void theFirstPageIsLight() throws IOException, InterruptedException {
        try (RunningLectern lectern = setup().start()) {
            String page = new String(lectern.send("GET", "/").body(), StandardCharsets.UTF_8);
            long bytes = 0;
            for (String asset : Stream.of(page.split("\""))
                    .filter(text -> text.startsWith("/assets/"))
                    .toList()) {
                bytes += lectern.sizeGzipped(asset);
            }
            System.out.println("The first page's scripts and styles: " + bytes / 1000 + " kB compressed");
            assertThat(bytes).isBetween(50_000L, 300_000L);
        }
    }

    private RunningLectern.Setup setup() {
        return RunningLectern.in(temp.resolve("data"));
    }

    private static String address(RunningLectern lectern) {
        return lectern.base().toString().replaceAll("/$", "");
    }

    private static String drive(String script, String... arguments) throws IOException, InterruptedException {
        Process browser = node(script, arguments);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(browser.getInputStream(), StandardCharsets.UTF_8))) {
            StringBuilder said = new StringBuilder();
            lines.lines().forEach(line -> said.append(line).append('\n'));
            assertThat(browser.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(browser.exitValue()).as(said.toString()).isZero();
            return said.toString();
        } finally {
            browser.destroyForcibly();
        }
    }

    private static Process node(String script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("node", "dev/" + script));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(FRONTEND.toFile())
                .redirectErrorStream(true)
                .start();
    }
}
