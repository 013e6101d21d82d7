package dev.lectern.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.lectern.bus.Protocol;
import dev.lectern.cluster.CertificateAuthority;
import dev.lectern.cluster.Credentials;
import dev.lectern.cluster.MeetingPoint;
import dev.lectern.cluster.P256;
import dev.lectern.cluster.Pem;
import dev.lectern.job.Json;
import dev.lectern.testing.LeapingClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in, decided on requests as they come over the wire. */
class RegistrarTest {

    private static final EnrolAnswer.Detector DETECTOR =
            new EnrolAnswer.Detector("ab".repeat(32), null, true, 1000, "bundled");
    private static final MeetingPoint MEETING = new MeetingPoint("lectern-1", "127.0.0.1", 7001, 7002);
    private static final boolean HERE = true;
    private static final boolean ELSEWHERE = false;

    @TempDir
    private Path temp;

    private final LeapingClock clock = new LeapingClock();
    private final KeyPair keys = P256.newKeys();
    private CertificateAuthority authority;
    private Registrar registrar;
    private int requests;

    @BeforeEach
    void open() throws Exception {
        authority = CertificateAuthority.open(temp, clock, Duration.ofDays(30));
        registrar = registrar(true, true);
    }

    @Test
    void fromTheSameMachineNothingIsNeededWhileNobodyElseCanAsk() throws Exception {
        assertThat(registrar.admit(signed(request()), HERE).reason()).isEqualTo(Admission.Reason.SAME_MACHINE);
        assertRefused(registrar, request(), ELSEWHERE, Refusal.Kind.NO_TOKEN, "lectern worker-token");
        assertRefused(registrar(false, true), request(), HERE, Refusal.Kind.NO_TOKEN, "lectern worker-token");
    }

    @Test
    void anEarlierCertificateIsEnough() throws Exception {
        Registrar open = registrar(false, false);
        X509Certificate earlier = authority.issue(keys.getPublic(), "blue", List.of("10.0.0.7"));
        assertThat(open.admit(signed(with(earlier)), ELSEWHERE).reason())
                .isEqualTo(Admission.Reason.EARLIER_CERTIFICATE);
    }

    @Test
    void aCertificateThatIsNotTheWorkersOwnAndGoodIsWorthNothing() throws Exception {
        Registrar open = registrar(false, false);
        CertificateAuthority other = CertificateAuthority.open(temp.resolve("other"));
        X509Certificate foreign = other.issue(keys.getPublic(), "blue", List.of("10.0.0.7"));
        X509Certificate stolen = authority.issue(P256.newKeys().getPublic(), "red", List.of("10.0.0.8"));
        for (X509Certificate not : List.of(foreign, stolen, authority.certificate())) {
            assertRefused(open, with(not), ELSEWHERE, Refusal.Kind.NO_TOKEN, "The certificate of this worker");
        }
        X509Certificate old = authority.issue(keys.getPublic(), "blue", List.of("10.0.0.7"));
        clock.leap(Duration.ofDays(31));
        assertRefused(open, with(old), ELSEWHERE, Refusal.Kind.NO_TOKEN, "no longer");
    }

    @Test
    void theServerIsNoWorkerOfItself() throws Exception {
        Credentials own = authority.own("server", List.of("10.0.0.1"));
        EnrolRequest request = request(
                "blue",
                List.of("10.0.0.7"),
                Credentials.pem(own.certificate()),
                null,
                own.certificate().getPublicKey());
        byte[] json = Json.bytes(request.sealed(P256.sign(own.key(), request.statement()), null));
        assertKind(registrar(false, false), json, ELSEWHERE, Refusal.Kind.NO_TOKEN);
    }

    @Test
    void aTokenIsEnough() throws Exception {
        Registrar open = registrar(false, false);
        JoinToken token = JoinToken.parse(open.tokens().make(JoinTokens.USUAL).token());
        Admission admission = open.admit(signed(with(token), token), ELSEWHERE);
        assertThat(admission.reason()).isEqualTo(Admission.Reason.TOKEN);
        assertThat(admission.token()).contains(token);
    }

    @Test
    void aTokenThatIsWrongOrOldIsRefusedAlsoWhereNoneIsNeeded() throws Exception {
        JoinToken token =
                JoinToken.parse(registrar.tokens().make(JoinTokens.USUAL).token());
        JoinToken foreign = JoinToken.random(authority.fingerprint());
        JoinToken guessed = new JoinToken(token.id(), foreign.secret(), authority.fingerprint());
        for (boolean from : new boolean[] {HERE, ELSEWHERE}) {
            assertKind(registrar, signed(with(foreign), foreign), from, Refusal.Kind.WRONG_TOKEN);
            assertKind(registrar, signed(with(token), guessed), from, Refusal.Kind.WRONG_TOKEN);
        }
        clock.leap(Duration.ofHours(2));
        assertKind(registrar, signed(with(token), token), HERE, Refusal.Kind.EXPIRED_TOKEN);
    }

    @Test
    void anOldTokenDoesNotHarmAWorkerThatIsKnown() throws Exception {
        JoinToken token =
                JoinToken.parse(registrar.tokens().make(JoinTokens.USUAL).token());
        X509Certificate earlier = authority.issue(keys.getPublic(), "blue", List.of("127.0.0.1"));
        clock.leap(Duration.ofHours(2));
        EnrolRequest both = request("blue", List.of("127.0.0.1"), Credentials.pem(earlier), token.id());
        assertThat(registrar.admit(signed(both, token), HERE).reason()).isEqualTo(Admission.Reason.EARLIER_CERTIFICATE);
    }

    @Test
    void theVerySameRequestLetsNobodyInTwice() throws Exception {
        Registrar open = registrar(false, false);
        JoinToken token = JoinToken.parse(open.tokens().make(JoinTokens.USUAL).token());
        byte[] heard = signed(with(token), token);
        open.admit(heard, ELSEWHERE);
        assertKind(open, heard, ELSEWHERE, Refusal.Kind.REPLAYED);
    }

    @Test
    void whatWasChangedOnTheWayIsRefused() throws Exception {
        String heard = new String(signed(request()), StandardCharsets.UTF_8);
        KeyPair others = P256.newKeys();
        for (String changed : List.of(
                heard.replace("\"blue\"", "\"green\""),
                heard.replace("127.0.0.1", "127.0.0.2"),
                heard.replace(
                        Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()),
                        Base64.getEncoder().encodeToString(others.getPublic().getEncoded())))) {
            assertThat(changed).isNotEqualTo(heard);
            assertKind(registrar, changed.getBytes(StandardCharsets.UTF_8), HERE, Refusal.Kind.INVALID);
        }
        assertKind(registrar, Json.bytes(request()), HERE, Refusal.Kind.INVALID);
        registrar.admit(heard.getBytes(StandardCharsets.UTF_8), HERE);
    }

    @Test
    void anotherProtocolIsToldWhatToDoWhateverElseItSays() {
        for (String theirs :
                List.of("{\"protocol\":7,\"version\":\"9.9\"}", "{\"protocol\":7,\"version\":\"9.9\",\"x\":[1]}")) {
            assertThatThrownBy(() -> registrar.admit(theirs.getBytes(StandardCharsets.UTF_8), HERE))
                    .hasMessage(
                            "This server speaks worker protocol 6 (Lectern 1.2.3); this worker 7 (9.9): install the same "
                                    + "version on both.")
                    .isInstanceOfSatisfying(
                            Refusal.class, e -> assertThat(e.kind()).isEqualTo(Refusal.Kind.INCOMPATIBLE));
        }
    }

    @Test
    void whatIsNoRequestIsRefusedWithASentence() throws Exception {
        String good = new String(signed(request()), StandardCharsets.UTF_8);
        List<String> bad = List.of(
                good.replace("\"blue\"", "\"\""),
                good.replace("\"blue\"", "\"blue\\n\""),
                good.replace("\"blue\"", "\"" + "b".repeat(64) + "\""),
                good.replace("\"blue\"", "{}"),
                good.replace("[\"127.0.0.1\"]", "[]"),
                good.replace("[\"127.0.0.1\"]", "[null]"),
                good.replace("127.0.0.1", "a b"),
                good.replace("127.0.0.1", "127.0.0.256"),
                good.replaceFirst("\"publicKey\":\"[^\"]*\"", "\"publicKey\":\"AAAA\""),
                good.replaceFirst("\"publicKey\":\"[^\"]*\"", "\"publicKey\":\"?\""),
                good.replaceFirst("\"nonce\":\"[^\"]*\"", "\"nonce\":\"1\""),
                good.replace("\"token\":null", "\"token\":\"0\""),
                "{\"protocol\":" + Protocol.VERSION + "}",
                "[]",
                "null",
                "{}",
                "");
        for (String text : bad) {
            assertThat(text).isNotEqualTo(good);
            assertThatThrownBy(() -> registrar.admit(text.getBytes(StandardCharsets.UTF_8), HERE))
                    .as(text)
                    .isInstanceOf(Refusal.class)
                    .hasMessageNotContaining("Exception")
                    .hasMessageNotContaining("dev.lectern");
        }
    }

    @Test
    void theServersOwnNameIsNotToBeHad() throws Exception {
        for (String name : List.of("local", "local-1")) {
            EnrolRequest wish = request(name, List.of("127.0.0.1"), null, null);
            assertRefused(registrar, wish, HERE, Refusal.Kind.INVALID, name);
        }
        registrar.admit(signed(request("locality", List.of("127.0.0.1"), null, null)), HERE);
    }

    @Test
    void whoWouldNotBeReachedIsToldWhatToSet() throws Exception {
        JoinToken token =
                JoinToken.parse(registrar.tokens().make(JoinTokens.USUAL).token());
        assertThatThrownBy(() -> registrar(false, true).admit(signed(with(token), token), ELSEWHERE))
                .hasMessageContaining("LECTERN_CLUSTER_HOST on the server");
        EnrolRequest lonely = request("blue", List.of("127.0.0.1", "localhost"), null, token.id());
        assertThatThrownBy(() -> registrar(false, false).admit(signed(lonely, token), ELSEWHERE))
                .hasMessageContaining("start the worker with --address")
                .isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.kind()).isEqualTo(Refusal.Kind.UNREACHABLE));
        // On the server's own machine both are reached.
        registrar(false, true).admit(signed(with(token), token), HERE);
    }

    @Test
    void whoHasNothingToShowIsNotToldHowTheServerIsSet() {
        assertRefused(registrar(true, true), request(), ELSEWHERE, Refusal.Kind.NO_TOKEN, "token");
    }

    @Test
    void theAnswerHasAllThatAWorkerNeeds() throws Exception {
        EnrolAnswer answer = registrar.answer(registrar.admit(signed(request()), HERE), Set.of("blue"), MEETING);
        X509Certificate certificate = Pem.certificate(answer.certificate());
        assertThat(authority.issued(certificate)).isTrue();
        assertThat(certificate.getPublicKey()).isEqualTo(keys.getPublic());
        assertThat(CertificateAuthority.worker(certificate)).contains("blue-2");
        assertThat(answer.worker()).isEqualTo("blue-2");
        assertThat(Pem.certificate(answer.authority())).isEqualTo(authority.certificate());
        assertThat(answer.meeting()).isEqualTo(MEETING);
        assertThat(answer.detector()).isEqualTo(DETECTOR);
        assertThat(answer.version()).isEqualTo("1.2.3");
        assertThat(answer.protocol()).isEqualTo(Protocol.VERSION);
        assertThat(answer.hmac()).isNull();
        assertThat(Json.read(Json.bytes(answer), EnrolAnswer.class)).isEqualTo(answer);
    }

    @Test
    void theMarkerIsFoundOnlyInTheSameFolder() throws Exception {
        EnrolAnswer.Marker marker = registrar
                .answer(registrar.admit(signed(request()), HERE), Set.of(), MEETING)
                .marker();
        assertThat(marker.dataFolder()).contains(temp.getParent());
        // The next run writes another one: this is a folder that only looks the same.
        registrar(true, true);
        assertThat(marker.dataFolder()).isEmpty();
        for (String path : List.of("/dev/zero", "/", "relative", temp.toString(), "\u0000")) {
            assertThat(new EnrolAnswer.Marker(path, marker.sha256()).dataFolder())
                    .isEmpty();
        }
    }

    @Test
    void whoWasShutOutIsNotLetInWhateverItShows() throws Exception {
        JoinToken token =
                JoinToken.parse(registrar.tokens().make(JoinTokens.USUAL).token());
        EnrolAnswer before = registrar.answer(registrar.admit(signed(request()), HERE), Set.of(), MEETING);
        Removed removed = registrar.workers().revoke("blue");
        assertThat(removed.keys()).containsExactly(P256.id(keys.getPublic()));
        assertThat(removed.tokensEnded()).as("it was let in without").isZero();
        for (Registrar one : List.of(registrar, registrar(true, true))) {
            for (EnrolRequest request : List.of(request(), with(Pem.certificate(before.certificate())))) {
                assertRefused(one, request, HERE, Refusal.Kind.REVOKED, "(blue) was shut out of the server on ");
                assertRefused(one, request, ELSEWHERE, Refusal.Kind.REVOKED, "cluster/identity.pem");
            }
            assertKind(one, signed(with(token), token), HERE, Refusal.Kind.REVOKED);
        }
    }

    @Test
    void whoIsShutOutBetweenQuestionAndAnswerGetsNoAnswer() throws Exception {
        registrar.answer(registrar.admit(signed(request()), HERE), Set.of(), MEETING);
        Admission late = registrar.admit(signed(request()), HERE);
        registrar.workers().revoke("blue");
        assertThatThrownBy(() -> registrar.answer(late, Set.of(), MEETING))
                .isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.kind()).isEqualTo(Refusal.Kind.REVOKED));
    }

    @Test
    void onlyWhoHasTheKeyHearsThatItWasShutOut() throws Exception {
        registrar.answer(registrar.admit(signed(request()), HERE), Set.of(), MEETING);
        registrar.workers().revoke("blue");
        EnrolRequest stranger = request();
        byte[] json = Json.bytes(stranger.sealed(P256.sign(P256.newKeys().getPrivate(), stranger.statement()), null));
        assertKind(registrar, json, HERE, Refusal.Kind.INVALID);
    }

    @Test
    void theTokenThatLetAWorkerInEndsWithItAndNoOther() throws Exception {
        Registrar open = registrar(false, false);
        JoinToken its = JoinToken.parse(open.tokens().make(JoinTokens.USUAL).token());
        JoinToken other = JoinToken.parse(open.tokens().make(JoinTokens.USUAL).token());
        open.answer(open.admit(signed(with(its), its), ELSEWHERE), Set.of(), MEETING);
        assertThat(open.workers().revoke("blue").tokensEnded()).isEqualTo(1);
        Newcomer again = new Newcomer();
        assertKind(open, again.with(its), ELSEWHERE, Refusal.Kind.EXPIRED_TOKEN);
        assertKind(registrar(false, false), again.with(its), ELSEWHERE, Refusal.Kind.EXPIRED_TOKEN);
        assertThat(open.admit(again.with(other), ELSEWHERE).reason()).isEqualTo(Admission.Reason.TOKEN);
    }

    @Test
    void everybodyWhoEverHadTheNameIsShutOutOnce() throws Exception {
        Newcomer first = new Newcomer();
        registrar.answer(registrar.admit(first.asking(), HERE), Set.of(), MEETING);
        clock.leap(WorkerNames.GRACE.plusSeconds(1));
        registrar.answer(registrar.admit(signed(request()), HERE), Set.of(), MEETING);
        Removed removed = registrar.workers().revoke("blue");
        assertThat(removed.keys())
                .containsExactlyInAnyOrder(P256.id(first.keys.getPublic()), P256.id(keys.getPublic()));
        clock.leap(Duration.ofMinutes(5));
        assertThat(registrar.workers().revoke("blue"))
                .isEqualTo(new Removed("blue", removed.keys(), removed.at(), true, 0));

        Newcomer third = new Newcomer();
        registrar.answer(registrar.admit(third.asking(), HERE), Set.of(), MEETING);
        assertThat(registrar.workers().known())
                .extracting(KnownWorker::name, KnownWorker::host, KnownWorker::revoked)
                .containsExactly(
                        tuple("blue", "machine", null),
                        tuple("blue", "machine", removed.at()),
                        tuple("blue", "machine", removed.at()));
        assertThat(registrar.workers().revoke("blue").keys()).containsExactly(P256.id(third.keys.getPublic()));
    }

    @Test
    void nobodyIsShutOutByMistake() {
        assertThatThrownBy(() -> registrar.workers().revoke("green"))
                .hasMessageContaining("No worker green was ever let in here; lectern worker list shows all.")
                .isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.kind()).isEqualTo(Refusal.Kind.UNKNOWN));
        assertThatThrownBy(() -> registrar.workers().revoke("local"))
                .hasMessageContaining("LECTERN_WORKERS=0")
                .isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.kind()).isEqualTo(Refusal.Kind.INVALID));
    }

    /** Another worker that would like to be called blue. */
    private final class Newcomer {

        private final KeyPair keys = P256.newKeys();

        private byte[] asking() {
            EnrolRequest bare = request("blue", List.of("127.0.0.1"), null, null, keys.getPublic());
            return Json.bytes(bare.sealed(P256.sign(keys.getPrivate(), bare.statement()), null));
        }

        private byte[] with(JoinToken token) {
            EnrolRequest bare = request("blue", List.of("10.0.0.9"), null, token.id(), keys.getPublic());
            byte[] statement = bare.statement();
            return Json.bytes(bare.sealed(P256.sign(keys.getPrivate(), statement), token.hmac(statement)));
        }
    }

    private Registrar registrar(boolean listensHereOnly, boolean meetsHereOnly) {
        try {
            return Registrar.open(
                    temp, authority, new Registrar.Terms("1.2.3", listensHereOnly, meetsHereOnly, DETECTOR), clock);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private EnrolRequest request() {
        return request("blue", List.of("127.0.0.1"), null, null);
    }

    private EnrolRequest with(X509Certificate earlier) {
        return request("blue", List.of("10.0.0.7"), Credentials.pem(earlier), null);
    }

    private EnrolRequest with(JoinToken token) {
        return request("blue", List.of("10.0.0.7"), null, token.id());
    }

    private EnrolRequest request(String name, List<String> addresses, String certificate, String token) {
        return request(name, addresses, certificate, token, keys.getPublic());
    }

    private EnrolRequest request(String name, List<String> addresses, String certificate, String token, PublicKey key) {
        return new EnrolRequest(
                Protocol.VERSION,
                "1.2.3",
                name,
                "machine",
                addresses,
                Base64.getEncoder().encodeToString(key.getEncoded()),
                String.format("%032x", ++requests),
                certificate,
                token,
                null,
                token == null ? null : "");
    }

    private byte[] signed(EnrolRequest request) {
        return Json.bytes(request.sealed(P256.sign(keys.getPrivate(), request.statement()), null));
    }

    private byte[] signed(EnrolRequest request, JoinToken token) {
        byte[] statement = request.statement();
        return Json.bytes(request.sealed(P256.sign(keys.getPrivate(), statement), token.hmac(statement)));
    }

    private void assertRefused(Registrar by, EnrolRequest request, boolean from, Refusal.Kind kind, String words) {
        byte[] json = signed(request);
        assertThatThrownBy(() -> by.admit(json, from)).hasMessageContaining(words);
        assertKind(by, json, from, kind);
    }

    private static void assertKind(Registrar by, byte[] json, boolean from, Refusal.Kind kind) {
        assertThatThrownBy(() -> by.admit(json, from))
                .isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
