package dev.lectern.depot;

import static dev.lectern.depot.FetchTest.failure;
import static dev.lectern.depot.FetchTest.later;
import static dev.lectern.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.bus.TaskOrder;
import dev.lectern.job.CancelToken;
import dev.lectern.job.Sha256;
import dev.lectern.job.TaskFailure;
import dev.lectern.job.TaskName;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.ObjLongConsumer;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DeliveryTest {

    private static final int BYTES = 20 << 20;
    private static final int SMALL = 300_000;
    private static final int STAGES = 9;

    @TempDir
    Path root;

    private Ground ground;
    private TaskOrder order;

    @BeforeEach
    void serve() throws IOException {
        ground = new Ground(root).start();
        order = ground.order(Ground.SESSION, TaskName.TRANSCODE, "5f".repeat(32), 1);
    }

    @AfterEach
    void close() throws Exception {
        ground.close();
    }

    @Test
    void anArtefactArrivesAsItIsUnderANameOfTheServer() throws Exception {
        Path made = ground.artefact(BYTES);

        String name = ground.files().deliver(order, made, new CancelToken());

        assertThat(arrived(name)).hasSameBinaryContentAs(made);
        assertThat(arrived(name).startsWith(ground.data.work().toAbsolutePath()))
                .isTrue();
        assertThat(arriving()).isEmpty();
        assertThat(made).exists();
    }

    @Test
    void aConnectionThatIsCutAtAnyStageOfTheWayThereDoesNotMatter() throws Exception {
        cutAtEachStage(CuttingProxy::up, CuttingProxy::cutAfterUp);
    }

    @Test
    void anAnswerThatIsLostAtAnyStageDoesNotMatter() throws Exception {
        cutAtEachStage(CuttingProxy::down, CuttingProxy::cutAfterDown);
    }

    @Test
    void aCutConnectionGoesOnWhereItWas() throws Exception {
        Path made = ground.artefact(BYTES);
        CuttingProxy proxy = ground.proxy();
        // Behind the first piece, which is known to be there; of the second one much may be on its way.
        proxy.cutAfterUp(BYTES * 9L / 10);

        String name = ground.files().deliver(order, made, new CancelToken());

        assertThat(arrived(name)).hasSameBinaryContentAs(made);
        assertThat(proxy.cuts()).isOne();
        assertThat(proxy.up()).isLessThan(BYTES * 3L / 2);
    }

    @Test
    void ofAPieceThatWasCutStaysWhatCame() throws Exception {
        String path = DepotPaths.artefact(begun(1000));
        try (Socket socket = ServerTrust.context(ground.worker)
                .getSocketFactory()
                .createSocket(Ground.LOOPBACK, ground.depot.port())) {
            socket.getOutputStream()
                    .write(("PATCH " + path + " HTTP/1.1\r\nHost: server\r\nContent-Length: 1000\r\n"
                                    + DepotHeaders.OFFSET + ": 0\r\n\r\n0123456789")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            Path part = arriving().findFirst().orElseThrow();
            eventually("what came is on the disk", () -> Files.size(part) == 10);

            // The first connection still stands; asking is enough to end it.
            assertThat(ground.ask("HEAD", path).headers().firstValue(DepotHeaders.OFFSET))
                    .contains("10");
        }
    }

    @Test
    void aConnectionThatStandsStillIsGivenUpOnBothSides() throws Exception {
        Path made = ground.artefact(BYTES);
        CuttingProxy proxy = ground.proxy();
        RemoteFiles files = ground.files();
        CompletableFuture<String> delivered = later(() -> files.deliver(order, made, new CancelToken()));
        eventually("it is under way", () -> proxy.up() > BYTES / 8);

        proxy.stall();

        assertThat(arrived(delivered.join())).hasSameBinaryContentAs(made);
    }

    @Test
    void aServerThatStartsAgainElsewhereGetsItFromTheBeginning() throws Exception {
        Path made = ground.artefact(BYTES);
        CuttingProxy proxy = ground.proxy();
        proxy.cutAfterUp(BYTES / 2);
        RemoteFiles files = ground.files();
        CompletableFuture<String> delivered = later(() -> files.deliver(order, made, new CancelToken()));
        eventually("the connection is cut", () -> proxy.cuts() == 1);

        proxy.close();
        ground.stop();
        ground.start();

        assertThat(arrived(delivered.join())).hasSameBinaryContentAs(made);
        assertThat(arriving()).isEmpty();
    }

    @Test
    void whatArrivedBeforeTheServerStartedAgainIsKnownToNobody() throws Exception {
        String name = ground.files().deliver(order, ground.artefact(SMALL), new CancelToken());
        Path file = arrived(name);
        ground.stop();

        ground.start();

        assertThat(ground.depot.staged().resolve(name)).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void aReportThatComesTwiceFindsTheSamePlace() throws Exception {
        String name = ground.files().deliver(order, ground.artefact(SMALL), new CancelToken());
        Path file = arrived(name);

        Files.delete(file);

        assertThat(ground.depot.staged().resolve(name)).contains(file);
    }

    @Test
    void onlyWhatArrivedWholeHasAName() throws Exception {
        String partial = begun(SMALL);
        ground.ask("PATCH", DepotPaths.artefact(partial), new byte[5], DepotHeaders.OFFSET, "0");
        Files.writeString(ground.data.work().resolve("secret"), "secret");

        for (String name : new String[] {
            partial, DepotPaths.newArtefact(), "", ".", "..", "../secret", "/etc/passwd", "../arriving/" + partial
        }) {
            assertThat(ground.depot.staged().resolve(name)).as(name).isEmpty();
        }
    }

    @Test
    void whatIsNotWhatWasSentIsRefusedAndForgotten() throws Exception {
        String name = begun(5);
        ground.ask("PATCH", DepotPaths.artefact(name), new byte[5], DepotHeaders.OFFSET, "0");

        HttpResponse<byte[]> answer =
                ground.ask("PUT", DepotPaths.artefact(name), DepotHeaders.SHA256, "5f".repeat(32));

        assertThat(answer.statusCode()).isEqualTo(Refusal.DAMAGED);
        assertThat(sentence(answer)).isEqualTo("The artefact was damaged on its way.");
        assertThat(ground.ask("HEAD", DepotPaths.artefact(name)).statusCode()).isEqualTo(Refusal.NOT_FOUND);
        assertThat(ground.depot.staged().resolve(name)).isEmpty();
        assertThat(arriving()).isEmpty();
    }

    @Test
    void whoKeepsNotToTheRulesIsTold() throws Exception {
        String path = DepotPaths.artefact(begun(5));
        String hash = Sha256.of(new byte[5]);

        assertThat(ground.ask("POST", DepotPaths.artefact(DepotPaths.newArtefact()))
                        .statusCode())
                .isEqualTo(400);
        assertThat(begin("0").statusCode()).isEqualTo(Refusal.TOO_LARGE);
        assertThat(begin("99999999999").statusCode()).isEqualTo(Refusal.TOO_LARGE);
        assertThat(ground.ask("PATCH", path, new byte[5]).statusCode()).isEqualTo(400);
        assertThat(append(path, 1, 4).statusCode()).isEqualTo(Refusal.CONFLICT);
        assertThat(append(path, 0, 6).statusCode()).isEqualTo(Refusal.TOO_LARGE);
        assertThat(append(path, 0, 3).statusCode()).isEqualTo(204);
        assertThat(ground.ask("PUT", path, DepotHeaders.SHA256, hash).statusCode())
                .isEqualTo(Refusal.CONFLICT);
        assertThat(ground.ask("PUT", path, DepotHeaders.SHA256, "no").statusCode())
                .isEqualTo(400);
        assertThat(ground.ask("HEAD", path).headers().firstValue(DepotHeaders.OFFSET))
                .contains("3");
        assertThat(append(path, 3, 2).statusCode()).isEqualTo(204);
        assertThat(ground.ask("PUT", path, DepotHeaders.SHA256, hash).statusCode())
                .isEqualTo(204);
        assertThat(ground.ask("PUT", path, DepotHeaders.SHA256, hash).statusCode())
                .isEqualTo(204);
        assertThat(append(path, 5, 1).statusCode()).isEqualTo(Refusal.CONFLICT);
    }

    @Test
    void whatIsGivenUpIsForgotten() throws Exception {
        String path = DepotPaths.artefact(begun(5));

        assertThat(ground.ask("DELETE", path).statusCode()).isEqualTo(204);

        assertThat(ground.ask("HEAD", path).statusCode()).isEqualTo(Refusal.NOT_FOUND);
        assertThat(arriving()).isEmpty();
    }

    @Test
    void whatIsWholeAndGivenUpIsForgottenToo() throws Exception {
        String name = ground.files().deliver(order, ground.artefact(SMALL), new CancelToken());
        Path file = arrived(name);

        assertThat(ground.ask("DELETE", DepotPaths.artefact(name)).statusCode()).isEqualTo(204);

        assertThat(file).doesNotExist();
        assertThat(ground.depot.staged().resolve(name)).isEmpty();
    }

    @Test
    void aBeginningThatIsAskedForTwiceIsOne() throws Exception {
        String name = begun(5);

        assertThat(begin(name, "5").statusCode()).isEqualTo(201);

        assertThat(arriving()).hasSize(1);
        assertThat(begin(name, "6").statusCode()).isEqualTo(Refusal.CONFLICT);
    }

    @Test
    void aBeginningThatComesAfterItsEndIsRefused() throws Exception {
        String name = DepotPaths.newArtefact();
        assertThat(ground.ask("DELETE", DepotPaths.artefact(name)).statusCode()).isEqualTo(204);

        assertThat(begin(name, "5").statusCode()).isEqualTo(Refusal.CONFLICT);

        assertThat(arriving()).isEmpty();
    }

    @Test
    void aTaskThatIsStoppedUnderWayTakesBackWhatItSent() throws Exception {
        Path made = ground.artefact(BYTES);
        CuttingProxy proxy = ground.proxy();
        CancelToken cancel = new CancelToken();
        RemoteFiles files = ground.files();
        CompletableFuture<TaskFailure> stopped = later(() -> failure(() -> files.deliver(order, made, cancel)));
        eventually("it is under way", () -> proxy.up() > BYTES / 8);

        cancel.cancel();

        assertThat(stopped.join().kind()).isEqualTo(TaskFailure.Kind.INTERRUPTED);
        assertThat(arriving()).isEmpty();
    }

    @Test
    void whatCannotBeTakenBackNowIsTakenBackAsSoonAsItCan() throws Exception {
        Path made = ground.artefact(BYTES);
        CuttingProxy proxy = ground.proxy();
        CancelToken cancel = new CancelToken();
        RemoteFiles files = ground.files();
        CompletableFuture<TaskFailure> stopped = later(() -> failure(() -> files.deliver(order, made, cancel)));
        eventually("it is under way", () -> proxy.up() > BYTES / 8);
        int server = ground.depot.port();
        try (ServerSocket nobody = new ServerSocket(0)) {
            proxy.to(nobody.getLocalPort());
        }
        cancel.cancel();
        assertThat(stopped.join().kind()).isEqualTo(TaskFailure.Kind.INTERRUPTED);
        assertThat(arriving()).hasSize(1);

        proxy.to(server);

        eventually("it is gone", () -> arriving().findAny().isEmpty());
    }

    @Test
    void whatADepotLeftThatIsGoneIsRemoved() throws Exception {
        Path left = ground.depot.staged().folder().resolve(DepotPaths.newArtefact());
        String name = ground.files().deliver(order, ground.artefact(SMALL), new CancelToken());
        Files.write(left, new byte[5]);

        eventually("nobody knows it", () -> !Files.exists(left));

        assertThat(arrived(name)).exists();
    }

    @Test
    void aServerWithoutRoomSaysSoAndTheTaskIsTriedAgainLater() throws Exception {
        ground.stop();
        ground.serverDisk = where -> SMALL - 1;
        ground.start();

        TaskFailure failure = failure(() -> ground.files().deliver(order, ground.artefact(SMALL), new CancelToken()));

        assertThat(failure.kind()).isEqualTo(TaskFailure.Kind.TRANSIENT);
        assertThat(failure).hasMessage("The server's disk has no room for " + SMALL + " more bytes.");
        assertThat(arriving()).isEmpty();
    }

    @Test
    void roomThatWasPromisedIsNotPromisedTwice() throws Exception {
        ground.stop();
        ground.serverDisk = where -> 2 * SMALL - 1;
        ground.start();

        assertThat(begin(Integer.toString(SMALL)).statusCode()).isEqualTo(201);
        assertThat(begin(Integer.toString(SMALL)).statusCode()).isEqualTo(Refusal.NO_ROOM);
    }

    @Test
    void aTaskThatIsNoLongerWantedStopsWaiting() throws Exception {
        ground.stop();
        CancelToken cancel = new CancelToken();
        Path made = ground.artefact(SMALL);
        RemoteFiles files = ground.files();
        CompletableFuture<TaskFailure> stopped = later(() -> failure(() -> files.deliver(order, made, cancel)));

        cancel.cancel();

        assertThat(stopped.join().kind()).isEqualTo(TaskFailure.Kind.INTERRUPTED);
    }

    @Test
    void whatNobodyGoesOnWithIsRemoved() throws Exception {
        String name = begun(SMALL);
        append(DepotPaths.artefact(name), 0, 5);
        assertThat(arriving()).hasSize(1);

        ground.clock.leap(ground.limits.partialKept().plusSeconds(1));

        eventually(() -> assertThat(arriving()).isEmpty());
        assertThat(ground.ask("HEAD", DepotPaths.artefact(name)).statusCode()).isEqualTo(Refusal.NOT_FOUND);
    }

    @Test
    void whatNoReportNamesIsRemoved() throws Exception {
        String name = ground.files().deliver(order, ground.artefact(SMALL), new CancelToken());
        Path file = arrived(name);
        ground.clock.leap(StagedFiles.KEPT.minus(Duration.ofMinutes(1)));
        assertThat(arrived(name)).exists();

        ground.clock.leap(StagedFiles.KEPT.plusSeconds(1));

        eventually(() -> assertThat(file).doesNotExist());
        assertThat(ground.depot.staged().resolve(name)).isEmpty();
    }

    /** Delivers once to see how much goes over the connection, and then again and again with a cut somewhere else. */
    private void cutAtEachStage(ToLongFunction<CuttingProxy> count, ObjLongConsumer<CuttingProxy> cutAfter)
            throws Exception {
        Path made = ground.artefact(SMALL);
        CuttingProxy proxy = ground.proxy();
        deliver(made);
        long all = count.applyAsLong(proxy);
        for (int stage = 0; stage < STAGES; stage++) {
            cutAfter.accept(proxy, 1 + all * stage / STAGES);

            String name = deliver(made);

            assertThat(proxy.cuts()).as("cut at stage %d", stage).isEqualTo(stage + 1);
            assertThat(arrived(name)).hasSameBinaryContentAs(made);
            assertThat(arriving()).as("what a cut at stage %d left", stage).isEmpty();
        }
    }

    /** Over a connection of its own. */
    private String deliver(Path made) throws Exception {
        try (RemoteFiles files = ground.files()) {
            return files.deliver(order, made, new CancelToken());
        }
    }

    private Path arrived(String name) {
        return ground.depot.staged().resolve(name).orElseThrow();
    }

    private Stream<Path> arriving() throws IOException {
        try (Stream<Path> files = Files.list(ground.data.work().resolve("arriving"))) {
            return files.toList().stream();
        }
    }

    private String begun(int length) throws Exception {
        String name = DepotPaths.newArtefact();
        assertThat(begin(name, Integer.toString(length)).statusCode()).isEqualTo(201);
        return name;
    }

    private HttpResponse<byte[]> begin(String length) throws Exception {
        return begin(DepotPaths.newArtefact(), length);
    }

    private HttpResponse<byte[]> begin(String name, String length) throws Exception {
        return ground.ask("POST", DepotPaths.artefact(name), DepotHeaders.LENGTH, length);
    }

    private HttpResponse<byte[]> append(String path, int offset, int bytes) throws Exception {
        return ground.ask("PATCH", path, new byte[bytes], DepotHeaders.OFFSET, Integer.toString(offset));
    }

    private static String sentence(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
