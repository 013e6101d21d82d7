package dev.lectern.http;

import static dev.lectern.testing.Await.await;
import static dev.lectern.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.access.Account;
import dev.lectern.access.Role;
import dev.lectern.job.Job;
import dev.lectern.job.Sha256;
import dev.lectern.job.TaskFailure;
import dev.lectern.testing.Answer;
import dev.lectern.testing.Multipart;
import dev.lectern.testing.RawHttp;
import dev.lectern.upload.PartialUpload;
import dev.lectern.upload.PartialUploads;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Uploads in pieces, by the tus protocol. */
@Timeout(60)
class TusTest {

    private static final String[] VERSION = {TusHeaders.RESUMABLE, "1.0.0"};
    private static final String PIECE = "application/offset+octet-stream";

    @RegisterExtension
    private final TestServer server = new TestServer();

    @Test
    void whatTheServerCanDoIsTold() {
        Answer answer = server.client().send("OPTIONS", TusRoutes.PATH, BodyPublishers.noBody());

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("tus-version")).isEqualTo("1.0.0");
        assertThat(answer.header("tus-extension")).isEqualTo("creation,termination,expiration");
        assertThat(answer.header("tus-max-size")).isEqualTo(Long.toString(TestServer.MAX_UPLOAD));
    }

    @Test
    void aRecordingInPiecesBecomesTheSameSessionAsOneInOnePiece() throws Exception {
        byte[] video = random(3_000_000);
        String name =
                Base64.getEncoder().encodeToString("{\"sessionName\":\"Optics\"}".getBytes(StandardCharsets.UTF_8));
        Answer begun = begin(video.length, TusHeaders.METADATA, "filename bGVjdHVyZS5tcDQ=,metadata " + name);
        String upload = begun.header("location");

        assertThat(begun.header("upload-expires")).isEqualTo("Mon, 23 Nov 2026 10:00:00 GMT");
        assertThat(append(upload, 0, Arrays.copyOf(video, 1_000_000)).header("upload-offset"))
                .isEqualTo("1000000");
        assertThat(server.added).isEmpty();
        Answer last = append(upload, 1_000_000, Arrays.copyOfRange(video, 1_000_000, video.length));

        assertThat(last.status()).isEqualTo(204);
        String sessionId = last.header("lectern-session-id");
        assertThat(Files.readAllBytes(server.data().session(sessionId).recording()))
                .isEqualTo(video);
        assertThat(server.added).containsExactly(last.header("lectern-job-id"));
        JsonObject session =
                server.client().get("/sessions/" + sessionId).json().getJsonObject("session");
        assertThat(session.getString("name")).isEqualTo("Optics");
        String whole = server.client().upload(Multipart.video(video)).json().getString("sessionId");
        assertThat(await(server.store().sessions().find(sessionId))
                        .orElseThrow()
                        .recordingSha256())
                .isEqualTo(await(server.store().sessions().find(whole))
                        .orElseThrow()
                        .recordingSha256());
        JsonObject told = server.client().get(upload).json();
        assertThat(told.getString("state")).isEqualTo("accepted");
        assertThat(told.getString("sessionId")).isEqualTo(sessionId);
    }

    @Test
    void anUploadGoesOnAfterAnotherStartOfTheServer() throws Exception {
        byte[] video = random(200_000);
        String upload = begin(video.length).header("location");
        append(upload, 0, Arrays.copyOf(video, 50_000));

        server.restart();

        Answer head = server.client().head(upload, VERSION);
        assertThat(head.header("upload-offset")).isEqualTo("50000");
        assertThat(head.header("upload-length")).isEqualTo("200000");
        assertThat(head.header("cache-control")).isEqualTo("no-store");
        Answer last = append(upload, 50_000, Arrays.copyOfRange(video, 50_000, video.length));
        assertThat(Files.readAllBytes(
                        server.data().session(last.header("lectern-session-id")).recording()))
                .isEqualTo(video);
    }

    @Test
    void ofAPieceThatIsCutStaysWhatCame() throws Exception {
        byte[] video = random(100_000);
        String upload = begin(video.length).header("location");
        RawHttp http = new RawHttp(server.client().base());
        http.send(head(upload, video.length, 0)).send(Arrays.copyOf(video, 30_000));
        eventually("it is on the disk", () -> bytes(upload) == 30_000);

        http.abort();

        eventually("the cut is noticed", () -> "30000"
                .equals(server.client().head(upload, VERSION).header("upload-offset")));
        Answer last = append(upload, 30_000, Arrays.copyOfRange(video, 30_000, video.length));
        assertThat(await(server.store().sessions().find(last.header("lectern-session-id")))
                        .orElseThrow()
                        .recordingSha256())
                .isEqualTo(Sha256.of(video));
    }

    @Test
    void whoComesBackEndsTheConnectionThatStandsStill() throws Exception {
        byte[] video = random(100_000);
        String upload = begin(video.length).header("location");
        try (RawHttp stalled = new RawHttp(server.client().base())) {
            stalled.send(head(upload, video.length, 0)).send(Arrays.copyOf(video, 30_000));
            eventually("it is on the disk", () -> bytes(upload) == 30_000);

            Answer head = server.client().head(upload, VERSION);

            assertThat(head.header("upload-offset")).isEqualTo("30000");
            assertThat(stalled.closedByServer()).isTrue();
        }
    }

    @Test
    void aPieceThatComesTooSlowlyIsEndedAndWhatCameStays() throws Exception {
        Duration longer = Duration.ofMinutes(5);
        server.limits = new HttpLimits(100, 100, 100, 100, 100, 1000, 1000, longer, 1_000_000, Duration.ofMillis(200));
        server.restart();
        String upload = begin(100_000).header("location");
        try (RawHttp http = new RawHttp(server.client().base())) {
            http.send(head(upload, 100_000, 0)).send(new byte[10]);

            assertThat(http.answer().status()).isEqualTo(408);
        }
        assertThat(server.client().head(upload, VERSION).header("upload-offset"))
                .isEqualTo("10");
    }

    @Test
    void whatDoesNotKeepToTheProtocolIsToldSo() throws Exception {
        String upload = begin(10).header("location");

        Answer old = send("POST", TusRoutes.PATH, new byte[0], TusHeaders.LENGTH, "1", TusHeaders.RESUMABLE, "0.2.2");
        assertThat(old.status()).isEqualTo(412);
        assertThat(old.header("tus-version")).isEqualTo("1.0.0");
        assertThat(server.client().head(upload).status()).isEqualTo(412);
        assertThat(begin("many").status()).isEqualTo(400);
        assertThat(send("POST", TusRoutes.PATH, new byte[0], VERSION).status()).isEqualTo(400);
        assertThat(begin(0).status()).isEqualTo(422);
        assertThat(begin(TestServer.MAX_UPLOAD + 1).status()).isEqualTo(413);
        assertThat(begin(10, TusHeaders.METADATA, "metadata ***").status()).isEqualTo(400);
        assertThat(begin(10, TusHeaders.METADATA, "metadata bm8ganNvbg==").status())
                .isEqualTo(422);
        assertThat(append(upload, 3, new byte[1]).status()).isEqualTo(409);
        assertThat(append(upload, 0, new byte[11]).status()).isEqualTo(413);
        assertThat(send("PATCH", upload, new byte[1], with(TusHeaders.OFFSET, "0"))
                        .status())
                .isEqualTo(415);
        assertThat(append(TusRoutes.PATH + "/up-" + "0".repeat(32), 0, new byte[1])
                        .status())
                .isEqualTo(404);
        assertThat(append(TusRoutes.PATH + "/..%2f..%2fbackend.db", 0, new byte[1])
                        .status())
                .isEqualTo(404);
        assertThat(server.client().head(upload, VERSION).header("upload-offset"))
                .isEqualTo("0");
    }

    @Test
    void moreThanWasSaidIsRefusedAlsoIfItsLengthWasNotSaid() throws Exception {
        String upload = begin(10).header("location");
        try (RawHttp http = new RawHttp(server.client().base())) {
            http.send(
                    ("PATCH " + upload + " HTTP/1.1\r\nHost: localhost\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n"
                            + "Content-Type: " + PIECE + "\r\nTransfer-Encoding: chunked\r\n\r\n14\r\n" + "x".repeat(20)
                            + "\r\n0\r\n\r\n"));

            assertThat(http.answer().status()).isEqualTo(413);
        }
        assertThat(bytes(upload)).isLessThanOrEqualTo(10);
    }

    @Test
    void whatIsNoRecordingIsRefusedOnceItIsWholeAndStaysRefused() throws Exception {
        server.check = Future.failedFuture(TaskFailure.permanent("This is not a recording."));
        String upload = begin(5).header("location");

        Answer answer = append(upload, 0, new byte[5]);

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.json().getString("detail")).isEqualTo("This is not a recording.");
        assertThat(Files.exists(part(upload))).isFalse();
        server.check = Future.succeededFuture();
        assertThat(append(upload, 5, new byte[0]).status()).isEqualTo(415);
        assertThat(server.client().head(upload, VERSION).header("upload-offset"))
                .isEqualTo("5");
        assertThat(server.client().get(upload).json().getString("detail")).isEqualTo("This is not a recording.");
        assertThat(server.client().get("/sessions").array()).isEmpty();
    }

    @Test
    void whatCouldNotBeLookedAtIsLookedAtAgainAndNothingIsSentTwice() throws Exception {
        server.check = Future.failedFuture(TaskFailure.transientFault("No room", null));
        String upload = begin(5).header("location");
        assertThat(append(upload, 0, new byte[5]).status()).isEqualTo(503);

        server.check = Future.succeededFuture();

        assertThat(server.client().head(upload, VERSION).header("lectern-session-id"))
                .isNotNull();
        assertThat(server.added).hasSize(1);
    }

    @Test
    void whatWasWholeWhenTheServerEndedIsAcceptedWhenItStarts() throws Exception {
        String upload = begin(5).header("location");
        Files.write(part(upload), new byte[5]);

        server.restart();

        eventually(
                "it is a session",
                () -> !server.client().get("/sessions").array().isEmpty());
        assertThat(server.client().get(upload).json().getString("state")).isEqualTo("accepted");
        assertThat(server.added).hasSize(1);
    }

    @Test
    void aServerThatEndsBetweenStoringAndNotingDoesNotStoreTwice() throws Exception {
        String upload = begin(5).header("location");
        Path note = note(upload);
        byte[] before = Files.readAllBytes(note);
        String sessionId = append(upload, 0, new byte[5]).header("lectern-session-id");
        Files.write(note, before);
        Files.write(part(upload), new byte[5]);

        server.restart();

        assertThat(server.client().head(upload, VERSION).header("lectern-session-id"))
                .isEqualTo(sessionId);
        assertThat(server.client().get("/sessions").array()).hasSize(1);
        assertThat(server.added).hasSize(1);
    }

    @Test
    void whatWasRenamedAndNeverStoredIsAskedForAgain() throws Exception {
        String upload = begin(5).header("location");
        Files.delete(part(upload));

        assertThat(server.client().head(upload, VERSION).header("upload-offset"))
                .isEqualTo("0");
        assertThat(append(upload, 0, new byte[5]).status()).isEqualTo(204);
    }

    @Test
    void whatIsGivenUpIsGone() throws Exception {
        String upload = begin(10).header("location");
        append(upload, 0, new byte[5]);

        assertThat(send("DELETE", upload, new byte[0], VERSION).status()).isEqualTo(204);

        assertThat(server.client().head(upload, VERSION).status()).isEqualTo(404);
        assertThat(partial()).isEmpty();
    }

    @Test
    void whatNobodyGoesOnWithIsForgottenAfterADay() throws Exception {
        String fresh = begin(10).header("location");
        String upload = begin(10).header("location");
        Files.setLastModifiedTime(
                note(upload),
                FileTime.from(TestServer.NOW.minus(Duration.ofHours(24)).minusMillis(1)));
        Files.write(server.data().partial().resolve("up-0123456789abcdef.part"), new byte[3]);

        server.restart();

        eventually("it is gone", () -> server.client().head(upload, VERSION).status() == 404);
        eventually("what has no note goes too", () -> partial().count() == 2);
        assertThat(server.client().head(fresh, VERSION).status()).isEqualTo(200);
    }

    @Test
    void aSessionThatIsDeletedLeavesNothingOfItsUpload() throws Exception {
        String upload = begin(5).header("location");
        String sessionId = append(upload, 0, new byte[5]).header("lectern-session-id");

        server.client().delete("/sessions/" + sessionId);

        assertThat(partial()).isEmpty();
        assertThat(server.client().head(upload, VERSION).status()).isEqualTo(404);
    }

    @Test
    void roomThatWasPromisedIsNotPromisedTwice() throws Exception {
        long usable = Files.getFileStore(server.data().root()).getUsableSpace();
        server.diskReserve = usable - 30_000_000;
        server.restart();

        assertThat(begin(TestServer.MAX_UPLOAD).status()).isEqualTo(201);
        assertThat(begin(TestServer.MAX_UPLOAD).status()).isEqualTo(507);
    }

    @Test
    void anUploadOfSomebodyElseDoesNotExist() throws Exception {
        Visitors visitors = new Visitors(server);
        Account ann = visitors.account("ann", Role.EDITOR);
        Account bob = visitors.account("bob", Role.EDITOR);
        Account root = visitors.account("root", Role.ADMIN);
        visitors.shut();
        String[] hers = visitors.browser(ann);
        String[] his = visitors.browser(bob);
        String upload = send("POST", TusRoutes.PATH, new byte[0], both(hers, with(TusHeaders.LENGTH, "5")))
                .header("location");

        for (String method : new String[] {"GET", "HEAD", "PATCH", "DELETE"}) {
            Answer answer =
                    send(method, upload, new byte[0], both(his, with(TusHeaders.OFFSET, "0", "content-type", PIECE)));
            assertThat(answer.status()).as(method).isEqualTo(404);
        }
        Answer last =
                send("PATCH", upload, new byte[5], both(hers, with(TusHeaders.OFFSET, "0", "content-type", PIECE)));
        Job job =
                await(server.store().jobs().find(last.header("lectern-job-id"))).orElseThrow();
        assertThat(server.client().get("/sessions/" + job.sessionId(), hers).status())
                .isEqualTo(200);
        assertThat(server.client().get("/sessions/" + job.sessionId(), his).status())
                .isEqualTo(404);
        assertThat(server.client().get(upload, visitors.browser(root)).status()).isEqualTo(200);
    }

    @Test
    void whoLeavesManyUnfinishedIsToldToFinishSome() throws Exception {
        PartialUploads uploads = new PartialUploads(server.data(), Duration.ofDays(1));
        for (int i = 0; i < 50; i++) {
            uploads.announce(PartialUpload.announced(5, null, null, "127.0.0.1", TestServer.NOW));
        }

        Answer answer = begin(5);

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.json().getString("detail")).contains("50 of your uploads are not finished");
    }

    private Answer begin(long length, String... headers) {
        return begin(Long.toString(length), headers);
    }

    private Answer begin(String length, String... headers) {
        return send("POST", TusRoutes.PATH, new byte[0], both(with(TusHeaders.LENGTH, length), headers));
    }

    private Answer append(String upload, long offset, byte[] bytes) {
        return send("PATCH", upload, bytes, with(TusHeaders.OFFSET, Long.toString(offset), "content-type", PIECE));
    }

    private Answer send(String method, String path, byte[] bytes, String... headers) {
        return server.client().send(method, path, BodyPublishers.ofByteArray(bytes), headers);
    }

    private static String head(String upload, int length, int offset) {
        return "PATCH " + upload + " HTTP/1.1\r\nHost: localhost\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: " + offset
                + "\r\nContent-Type: " + PIECE + "\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private static String[] with(String... headers) {
        return both(VERSION, headers);
    }

    private static String[] both(String[] some, String[] others) {
        return Stream.concat(Arrays.stream(some), Arrays.stream(others)).toArray(String[]::new);
    }

    private Path part(String upload) {
        return server.data().partial().resolve(name(upload) + ".part");
    }

    private Path note(String upload) {
        return server.data().partial().resolve(name(upload) + ".json");
    }

    private long bytes(String upload) throws Exception {
        return Files.size(part(upload));
    }

    private Stream<Path> partial() throws Exception {
        try (Stream<Path> files = Files.list(server.data().partial())) {
            return files.toList().stream();
        }
    }

    private static String name(String upload) {
        return upload.substring(upload.lastIndexOf('/') + 1);
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
