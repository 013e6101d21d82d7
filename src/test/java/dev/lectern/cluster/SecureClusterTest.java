package dev.lectern.cluster;

import static dev.lectern.testing.Await.await;
import static dev.lectern.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lectern.testing.FreePorts;
import dev.lectern.testing.OpenSsl;
import dev.lectern.testing.Sockets;
import io.vertx.core.eventbus.DeliveryOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is let into a cluster, and what of it others can reach. */
class SecureClusterTest {

    private static final String HOST = "127.0.0.1";
    private static final String NAME = "lectern-test";
    private static final String QUESTION = "question";

    @TempDir
    static Path folder;

    private static CertificateAuthority ours;
    private static CertificateAuthority foreign;
    private static Credentials removed;
    private static Ports ports;
    private static SecureCluster server;

    @BeforeAll
    static void found() throws Exception {
        ours = CertificateAuthority.open(folder.resolve("ours"));
        foreign = CertificateAuthority.open(folder.resolve("foreign"));
        removed = ours.own("worker", List.of(HOST));
        shutOut(removed);
        ports = Ports.from(FreePorts.inARow(4));
        server = SecureCluster.enter(
                ours.own("server", List.of(HOST)), NAME, HOST, ports, Optional.empty(), temp("server"));
        await(server.vertx()
                .eventBus()
                .consumer(QUESTION, message -> message.reply("answer"))
                .completion());
    }

    @AfterAll
    static void leave() {
        server.close();
    }

    static Stream<Integer> doors() {
        return Stream.of(ports.messages(), ports.membership(), ports.failures());
    }

    private static String temp(String name) {
        return folder.resolve("temp-" + name).toString();
    }

    private static SecureCluster enter(Credentials credentials, String cluster, String who) throws IOException {
        return SecureCluster.enter(credentials, cluster, HOST, Ports.ANY, Optional.of(meeting()), temp(who));
    }

    private static MeetingPoint meeting() {
        return new MeetingPoint(NAME, HOST, server.membershipPort(), 1);
    }

    @Test
    void aMemberWithACertificateOfTheAuthorityIsHeardAndMissedWhenItLeaves() throws Exception {
        try (SecureCluster worker = enter(ours.own("worker", List.of(HOST)), NAME, "good")) {
            assertThat(worker.founder()).isEqualTo(server.self());
            assertThat(worker.members()).hasSize(2).isEqualTo(server.members()).contains(worker.self());
            assertThat(await(worker.vertx().eventBus().request(QUESTION, "?")).body())
                    .isEqualTo("answer");
        }
        eventually("the server to be alone", () -> server.members().size() == 1);
    }

    @Test
    void aMemberOfAnotherAuthorityStaysAlone() throws Exception {
        try (SecureCluster stranger = enter(foreign.own("worker", List.of(HOST)), NAME, "foreign")) {
            assertAlone(stranger);
        }
    }

    @Test
    void aMemberThatTrustsTheAuthorityButHasACertificateOfAnotherStaysAlone() throws Exception {
        Credentials theirs = foreign.own("worker", List.of(HOST));
        Credentials mixed = new Credentials(theirs.key(), theirs.certificate(), ours.certificate());
        try (SecureCluster stranger = enter(mixed, NAME, "mixed")) {
            assertAlone(stranger);
        }
    }

    @Test
    void aMemberOfAnEarlierClusterOfTheSameServerStaysAlone() throws Exception {
        try (SecureCluster late = enter(ours.own("worker", List.of(HOST)), "lectern-yesterday", "late")) {
            assertAlone(late);
        }
    }

    private static void assertAlone(SecureCluster stranger) {
        assertThat(stranger.members()).containsExactly(stranger.self());
        assertThat(server.members()).doesNotContain(stranger.self());
        assertThatThrownBy(() -> await(
                        stranger.vertx().eventBus().request(QUESTION, "?", new DeliveryOptions().setSendTimeout(500))))
                .hasMessageContaining("No handlers");
    }

    @ParameterizedTest
    @MethodSource("doors")
    void aConnectionWithoutACertificateIsRefused(int port) throws Exception {
        assertThat(OpenSsl.refused(HOST, port)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("doors")
    void aConnectionWithACertificateOfAnotherAuthorityIsRefused(int port) throws Exception {
        assertThat(OpenSsl.refused(HOST, port, foreign.own("worker", List.of(HOST)), folder))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("doors")
    void aConnectionWithACertificateOfTheAuthorityIsTaken(int port) throws Exception {
        assertThat(OpenSsl.refused(HOST, port, ours.own("worker", List.of(HOST)), folder))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("doors")
    void aConnectionOfWhoWasShutOutIsRefusedAlsoWithARenewedCertificate(int port) throws Exception {
        assertThat(OpenSsl.refused(HOST, port, removed, folder)).isTrue();
        Credentials renewed = new Credentials(
                removed.key(),
                ours.issue(removed.certificate().getPublicKey(), "renewed", List.of(HOST)),
                ours.certificate());
        assertThat(OpenSsl.refused(HOST, port, renewed, folder)).isTrue();
    }

    /** The event bus takes its list when it begins; that is why a server makes its cluster anew. */
    @Test
    void membershipAndFailureDetectionRefuseWhoIsShutOutNowToo() throws Exception {
        Credentials late = ours.own("worker", List.of(HOST));
        assertThat(OpenSsl.refused(HOST, ports.failures(), late, folder)).isFalse();
        shutOut(late);
        assertThat(OpenSsl.refused(HOST, ports.failures(), late, folder)).isTrue();
        assertThat(OpenSsl.refused(HOST, ports.membership(), late, folder)).isTrue();
    }

    @Test
    void aMemberThatWasShutOutStaysAlone() throws Exception {
        try (SecureCluster out = enter(removed, NAME, "removed")) {
            assertAlone(out);
        }
    }

    private static void shutOut(Credentials worker) throws IOException {
        ours.revocations()
                .add(List.of(
                        new Revocation(P256.id(worker.certificate().getPublicKey()), "worker", null, Instant.EPOCH)));
    }

    @ParameterizedTest
    @MethodSource("doors")
    void plainTextIsNotAnswered(int port) throws Exception {
        try (Socket plain = new Socket(HOST, port)) {
            plain.setSoTimeout((int) Duration.ofSeconds(10).toMillis());
            plain.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            plain.shutdownOutput();
            // What comes back, if anything, is a TLS alert: its first byte is 21.
            int first = plain.getInputStream().read();
            assertThat(first).isIn(-1, 21);
        }
    }

    @Test
    void nothingListensElsewhereThanWhereItWasTold() throws Exception {
        assertThat(Sockets.listening(ProcessHandle.current().pid()))
                .filteredOn(socket -> List.of(ports.messages(), ports.membership(), ports.failures())
                        .contains(socket.port()))
                .hasSize(3)
                .allSatisfy(socket -> assertThat(socket.address()).isEqualTo(HOST));
    }

    @Test
    void aPortThatIsTakenIsASentence() throws Exception {
        int first = FreePorts.inARow(4);
        try (ServerSocket taken = new ServerSocket(first + 2, 1, InetAddress.getByName(HOST))) {
            assertThatThrownBy(() -> SecureCluster.enter(
                            ours.own("server", List.of(HOST)),
                            NAME,
                            HOST,
                            Ports.from(first),
                            Optional.empty(),
                            temp("taken")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("could not be entered at 127.0.0.1");
            assertThat(taken.isBound()).isTrue();
        }
    }

    @Test
    void keysAreNotShown() throws Exception {
        assertThat(ours.own("worker", List.of(HOST)).toString())
                .contains("worker")
                .doesNotContain("BEGIN");
    }
}
