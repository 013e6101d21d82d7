package dev.lectern.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lectern.bus.Protocol;
import dev.lectern.cluster.CertificateAuthority;
import dev.lectern.cluster.Credentials;
import dev.lectern.cluster.MeetingPoint;
import dev.lectern.cluster.P256;
import dev.lectern.cluster.Revocation;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers that the right authority signed, but whose certificate is of no use to the worker. */
class AnswerCheckTest {

    private static final List<String> HERE = List.of("127.0.0.1");

    @TempDir
    private Path temp;

    private final WorkerIdentity identity = WorkerIdentity.inMemory();
    private CertificateAuthority authority;

    @BeforeEach
    void open() throws Exception {
        authority = CertificateAuthority.open(temp.resolve("ours"));
    }

    @Test
    void aCertificateForItsKeyAndNameIsTaken() throws Exception {
        X509Certificate certificate = authority.issue(identity.key(), "blue", HERE);
        check(certificate);
        assertThat(identity.credentials().orElseThrow().certificate()).isEqualTo(certificate);
    }

    @Test
    void whoWasShutOutIsNotBelievedByOthersEither() throws Exception {
        X509Certificate green = authority.issue(P256.newKeys().getPublic(), "green", HERE);
        X509Certificate red = authority.issue(P256.newKeys().getPublic(), "red", HERE);
        authority.revocations().add(List.of(new Revocation(P256.id(red.getPublicKey()), "red", null, Instant.now())));
        check(authority.issue(identity.key(), "blue", HERE));
        assertThat(identity.credentials().orElseThrow().shutOut().get())
                .contains(P256.id(red.getPublicKey()))
                .doesNotContain(P256.id(green.getPublicKey()));
    }

    @Test
    void anyOtherIsNot() throws Exception {
        CertificateAuthority foreign = CertificateAuthority.open(temp.resolve("foreign"));
        for (X509Certificate not : List.of(
                authority.issue(P256.newKeys().getPublic(), "blue", HERE),
                authority.issue(identity.key(), "red", HERE),
                authority.certificate(),
                foreign.issue(identity.key(), "blue", HERE))) {
            assertThatThrownBy(() -> check(not)).isInstanceOfSatisfying(EnrolFailure.class, e -> assertThat(e.kind())
                    .isEqualTo(EnrolFailure.Kind.UNTRUSTED));
            assertThat(identity.credentials()).isEmpty();
        }
    }

    private void check(X509Certificate certificate) throws EnrolFailure {
        EnrolRequest request = new EnrolRequest(
                Protocol.VERSION,
                "1.2.3",
                "blue",
                "machine",
                HERE,
                Base64.getEncoder().encodeToString(identity.key().getEncoded()),
                "0".repeat(32),
                null,
                null,
                null,
                null);
        EnrolAnswer answer = new EnrolAnswer(
                Protocol.VERSION,
                "1.2.3",
                "blue",
                Credentials.pem(certificate),
                Credentials.pem(authority.certificate()),
                authority.shutOut(),
                new MeetingPoint("lectern-1", "127.0.0.1", 7001, 7002),
                new EnrolAnswer.Detector("ab".repeat(32), null, true, 1000, "bundled"),
                new EnrolAnswer.Marker("/data/cluster/marker", "cd".repeat(32)),
                null,
                null);
        EnrolAnswer signed = answer.sealed(authority.sign(answer.statement(request.nonce())), null);
        new AnswerCheck(URI.create("http://127.0.0.1:1"), request, Optional.empty(), Optional.empty())
                .check(signed, identity);
    }
}
