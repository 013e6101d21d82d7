package dev.lectern.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lectern.testing.FileTree;
import dev.lectern.testing.LeapingClock;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Security;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateAuthorityTest {

    private static final List<String> HERE = List.of("127.0.0.1", "::1", "worker-7.example");

    @TempDir
    private Path temp;

    private final LeapingClock clock = new LeapingClock();

    @Test
    void whatItSignsHoldsForTheJdk() throws Exception {
        CertificateAuthority authority = open();
        for (X509Certificate member :
                List.of(worker(authority), authority.own("server", HERE).certificate())) {
            validate(member, authority.certificate(), clock.instant());
            assertThat(member.getExtendedKeyUsage())
                    .containsExactlyInAnyOrder("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
            assertThat(member.getSubjectAlternativeNames())
                    .<Object>extracting(name -> name.get(1))
                    .containsExactly("127.0.0.1", "0:0:0:0:0:0:0:1", "worker-7.example");
            assertThat(member.getBasicConstraints()).isEqualTo(-1);
            assertThat(P256.is(member.getPublicKey())).isTrue();
        }
        assertThat(authority.certificate().getBasicConstraints()).isZero();
    }

    @Test
    void whatItSignsHoldsForOpenssl() throws Exception {
        assumeTrue(there("openssl"), "openssl is there");
        CertificateAuthority authority = open();
        Path ca = Files.writeString(temp.resolve("ca.pem"), Credentials.pem(authority.certificate()));
        Path good = Files.writeString(temp.resolve("good.pem"), Credentials.pem(worker(authority)));
        CertificateAuthority other = CertificateAuthority.open(temp.resolve("other"));
        Path foreign = Files.writeString(temp.resolve("foreign.pem"), Credentials.pem(worker(other)));
        for (String purpose : List.of("sslserver", "sslclient")) {
            assertThat(openssl(ca, good, purpose)).isZero();
            assertThat(openssl(ca, foreign, purpose)).isNotZero();
        }
    }

    @Test
    void aWorkersCertificateNamesItAndEndsSoon() throws Exception {
        CertificateAuthority authority = CertificateAuthority.open(temp, clock, Duration.ofDays(3));
        X509Certificate certificate = worker(authority);
        assertThat(CertificateAuthority.worker(certificate)).contains("worker-7");
        assertThat(CertificateAuthority.server(certificate)).isFalse();
        assertThat(authority.issued(certificate)).isTrue();
        clock.leap(Duration.ofDays(3).minusMinutes(10));
        assertThat(authority.issued(certificate)).isTrue();
        clock.leap(Duration.ofMinutes(20));
        assertThat(authority.issued(certificate)).isFalse();
        assertThatThrownBy(() -> validate(certificate, authority.certificate(), clock.instant()))
                .isInstanceOf(CertPathValidatorException.class);
    }

    @Test
    void aClockThatIsALittleBehindDoesNoHarm() throws Exception {
        CertificateAuthority authority = open();
        validate(worker(authority), authority.certificate(), clock.instant().minus(Duration.ofMinutes(50)));
    }

    @Test
    void theServerIsNoWorkerAndHasAnotherKeyEachTime() throws Exception {
        CertificateAuthority authority = open();
        Credentials own = authority.own("server", HERE);
        assertThat(CertificateAuthority.server(own.certificate())).isTrue();
        assertThat(CertificateAuthority.worker(own.certificate())).isEmpty();
        assertThat(authority.own("server", HERE).key()).isNotEqualTo(own.key());
    }

    @Test
    void itIsTheSameWhenItIsOpenedAgain() throws Exception {
        CertificateAuthority first = open();
        X509Certificate certificate = worker(first);
        CertificateAuthority again = open();
        assertThat(again.certificate()).isEqualTo(first.certificate());
        assertThat(again.fingerprint()).isEqualTo(first.fingerprint()).matches("[0-9a-f]{64}");
        assertThat(again.issued(certificate)).isTrue();
        assertThat(again.issued(worker(again))).isTrue();
        assertThat(CertificateAuthority.open(temp.resolve("other")).fingerprint())
                .isNotEqualTo(first.fingerprint());
    }

    @Test
    void whatOthersSignedIsNotItsOwn() throws Exception {
        CertificateAuthority authority = open();
        CertificateAuthority other = CertificateAuthority.open(temp.resolve("other"));
        assertThat(authority.issued(worker(other))).isFalse();
        assertThat(authority.issued(other.certificate())).isFalse();
        assertThat(authority.issued(authority.certificate())).isFalse();
    }

    @Test
    void whoIsShutOutStaysOutWithAllCertificates() throws Exception {
        CertificateAuthority authority = open();
        KeyPair lost = P256.newKeys();
        X509Certificate first = authority.issue(lost.getPublic(), "worker-7", HERE);
        X509Certificate renewed = authority.issue(lost.getPublic(), "worker-8", HERE);
        X509Certificate kept = worker(authority);
        Revocation out = shutOut(lost, clock.instant());
        authority.revocations().add(List.of(out));
        clock.leap(Duration.ofDays(1));
        authority.revocations().add(List.of(shutOut(lost, clock.instant())));
        X509Certificate later = authority.issue(lost.getPublic(), "worker-9", HERE);
        for (CertificateAuthority one : List.of(authority, open())) {
            Credentials own = one.own("server", HERE);
            for (X509Certificate of : List.of(first, renewed, later)) {
                assertThat(one.issued(of)).isFalse();
                assertThat(own.believes(of)).isFalse();
            }
            assertThat(one.issued(kept)).isTrue();
            assertThat(own.believes(kept)).isTrue();
            assertThat(one.revocations().of(lost.getPublic())).contains(out);
            assertThat(one.revocations().all()).containsExactly(out);
        }
    }

    @Test
    void aListOfThoseWhoAreOutThatIsDamagedLetsNobodyIn() throws Exception {
        open();
        for (String content : List.of("", "no list", "[null]", "[{}]", "[{\"key\":\"1\",\"worker\":\"w\",\"at\":0}]")) {
            Files.writeString(temp.resolve("revoked.json"), content);
            assertThatThrownBy(this::open)
                    .as(content)
                    .isInstanceOf(UnusableKeys.class)
                    .hasMessageContaining("damaged");
        }
    }

    @Test
    void membersAreToldOfThoseWhoseCertificatesMayStillHold() throws Exception {
        CertificateAuthority authority = CertificateAuthority.open(temp, clock, Duration.ofDays(30));
        Revocation out = shutOut(P256.newKeys(), clock.instant());
        authority.revocations().add(List.of(out));
        clock.leap(Duration.ofDays(30));
        assertThat(authority.shutOut()).containsExactly(out.key());
        clock.leap(Duration.ofHours(2));
        assertThat(authority.shutOut()).isEmpty();
    }

    private static Revocation shutOut(KeyPair keys, Instant at) {
        return new Revocation(P256.id(keys.getPublic()), "worker-7", "basement", at);
    }

    @Test
    void serialNumbersAreThoseOfKeys() throws Exception {
        CertificateAuthority authority = open();
        Set<BigInteger> serials = new HashSet<>();
        int longest = 0;
        for (int k = 0; k < 50; k++) {
            X509Certificate certificate = worker(authority);
            BigInteger serial = certificate.getSerialNumber();
            assertThat(authority
                            .issue(certificate.getPublicKey(), "renewed", HERE)
                            .getSerialNumber())
                    .isEqualTo(serial);
            assertThat(serial.signum()).isEqualTo(1);
            serials.add(serial);
            longest = Math.max(longest, serial.bitLength());
        }
        assertThat(serials).hasSize(50);
        assertThat(longest).isBetween(120, 128);
    }

    @Test
    void onlyItsOwnerCanReadIt() throws Exception {
        Path folder = temp.resolve("data").resolve("cluster");
        assumeTrue(Files.getFileStore(temp).supportsFileAttributeView("posix"), "there are permissions");
        CertificateAuthority authority = CertificateAuthority.open(folder);
        authority.revocations().add(List.of(shutOut(P256.newKeys(), clock.instant())));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(FileTree.of(folder).stream().filter(Files::isRegularFile))
                .hasSize(2)
                .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------"));
    }

    @Test
    void aFolderThatOthersCouldReadIsClosed() throws Exception {
        assumeTrue(Files.getFileStore(temp).supportsFileAttributeView("posix"), "there are permissions");
        Path folder = Files.createDirectory(temp.resolve("open"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        CertificateAuthority.open(folder);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }

    @Test
    void aDamagedAuthorityIsNeverReplaced() throws Exception {
        open();
        Path file = temp.resolve("authority.pem");
        byte[] whole = Files.readAllBytes(file);
        String text = new String(whole, StandardCharsets.US_ASCII);
        CertificateAuthority.open(temp.resolve("other"));
        String foreign = Files.readString(temp.resolve("other").resolve("authority.pem"));
        String end = "-----END PRIVATE KEY-----\n";
        List<String> damaged = List.of(
                "",
                text.substring(0, text.length() / 2),
                text.replace("-----BEGIN CERTIFICATE-----\nM", "-----BEGIN CERTIFICATE-----\nA"),
                foreign.substring(0, foreign.indexOf(end)) + text.substring(text.indexOf(end)));
        for (String content : damaged) {
            Files.writeString(file, content);
            assertThatThrownBy(this::open)
                    .isInstanceOf(UnusableKeys.class)
                    .hasMessageContaining(temp.toString())
                    .hasMessageContaining("damaged")
                    .hasMessageContaining("backup");
            assertThat(file).hasContent(content);
        }
    }

    @Test
    void aPlaceThatCannotBeUsedIsNamed() throws Exception {
        Path file = Files.writeString(temp.resolve("cluster"), "a file");
        assertThatThrownBy(() -> CertificateAuthority.open(file))
                .isInstanceOf(UnusableKeys.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("cannot be used");
    }

    @Test
    void keysOfAnotherKindGetNoCertificate() throws Exception {
        CertificateAuthority authority = open();
        KeyPairGenerator curves = KeyPairGenerator.getInstance("EC");
        curves.initialize(new ECGenParameterSpec("secp384r1"));
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        for (KeyPair keys : List.of(curves.generateKeyPair(), rsa.generateKeyPair())) {
            assertThatThrownBy(() -> authority.issue(keys.getPublic(), "worker-7", HERE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("P-256");
        }
    }

    @Test
    void whatIsNoHostGetsNoCertificate() throws Exception {
        CertificateAuthority authority = open();
        for (String host : List.of("", "a b", "999.1.1.1", "1::2::3", "-x", "*.example", "x/y")) {
            assertThatThrownBy(() -> authority.issue(P256.newKeys().getPublic(), "worker-7", List.of(host)))
                    .as(host)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(host);
        }
    }

    @Test
    void aNameIsOnlyAName() throws Exception {
        CertificateAuthority authority = open();
        X509Certificate certificate = authority.issue(P256.newKeys().getPublic(), "x,OU=server+CN=\"y\"", HERE);
        assertThat(CertificateAuthority.worker(certificate)).contains("x,OU=server+CN=\"y\"");
        assertThat(CertificateAuthority.server(certificate)).isFalse();
    }

    @Test
    void theTextFormsShowNoKeyAndTheJdkStaysAsItIs() throws Exception {
        List<String> before = providers();
        CertificateAuthority authority = open();
        Credentials own = authority.own("server", HERE);
        String key =
                Files.readString(temp.resolve("authority.pem")).lines().toList().get(1);
        assertThat(authority.toString() + own)
                .doesNotContain(key.substring(0, 30))
                .doesNotContain("PRIVATE");
        assertThat(providers()).isEqualTo(before);
    }

    private static List<String> providers() {
        return Arrays.stream(Security.getProviders()).map(Provider::getName).toList();
    }

    private CertificateAuthority open() throws UnusableKeys {
        return CertificateAuthority.open(temp, clock, CertificateAuthority.WORKER_VALIDITY);
    }

    private static X509Certificate worker(CertificateAuthority authority) {
        return authority.issue(P256.newKeys().getPublic(), "worker-7", HERE);
    }

    private static void validate(X509Certificate member, X509Certificate authority, Instant at) throws Exception {
        CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(member));
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(at));
        CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }

    private static int openssl(Path ca, Path certificate, String purpose) throws Exception {
        return new ProcessBuilder(
                        "openssl",
                        "verify",
                        "-x509_strict",
                        "-purpose",
                        purpose,
                        "-CAfile",
                        ca.toString(),
                        certificate.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static boolean there(String program) throws Exception {
        return new ProcessBuilder("sh", "-c", "command -v " + program).start().waitFor() == 0;
    }
}
