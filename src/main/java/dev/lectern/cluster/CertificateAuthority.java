package dev.lectern.cluster;

import dev.lectern.job.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * The server's private certificate authority: whoever has a certificate of it belongs to this server, and it is used for nothing
 * else. Key and certificate are one file, so that there is never one without the other. Thread safe; its text form shows no key.
 */
public final class CertificateAuthority {

    /** How long a worker's certificate is good if nothing else is said. */
    public static final Duration WORKER_VALIDITY = Duration.ofDays(30);

    private static final String FILE = "authority.pem";
    private static final Duration OWN_VALIDITY = Duration.ofDays(2 * 365);
    private static final Duration AUTHORITY_VALIDITY = Duration.ofDays(20 * 365);

    /** Certificates begin in the past, because clocks differ. */
    private static final Duration SKEW = Duration.ofHours(1);

    private static final String SERVER = "server";
    private static final String WORKER = "worker";

    private final PrivateKey key;
    private final X509Certificate certificate;
    private final Revocations revocations;
    private final Clock clock;
    private final Duration workerValidity;

    private CertificateAuthority(
            PrivateKey key,
            X509Certificate certificate,
            Revocations revocations,
            Clock clock,
            Duration workerValidity) {
        this.key = key;
        this.certificate = certificate;
        this.revocations = revocations;
        this.clock = clock;
        this.workerValidity = workerValidity;
    }

    /** As {@link #open(Path, Clock, Duration)}, with the machine's clock and the usual validity. */
    public static CertificateAuthority open(Path folder) throws UnusableKeys {
        return open(folder, Clock.systemUTC(), WORKER_VALIDITY);
    }

    /**
     * Reads the authority, and makes one if there is none. Blocks on the disk.
     *
     * @param folder where it is kept, made if need be
     * @param workerValidity how long the certificates of workers are good
     * @throws UnusableKeys if it cannot be read or written, or was damaged; a new one is never made in its place
     */
    public static CertificateAuthority open(Path folder, Clock clock, Duration workerValidity) throws UnusableKeys {
        if (workerValidity.isNegative() || workerValidity.isZero()) {
            throw new IllegalArgumentException("validity of " + workerValidity);
        }
        Path file = folder.resolve(FILE);
        try {
            PrivateFolder home = PrivateFolder.open(folder);
            Optional<byte[]> kept = home.read(FILE);
            if (kept.isEmpty()) {
                home.write(FILE, anew(clock.instant()));
                kept = home.read(FILE);
            }
            String text = new String(kept.orElseThrow(), StandardCharsets.US_ASCII);
            Credentials self = Pem.credentials(text);
            self.certificate().checkValidity(Date.from(clock.instant()));
            return new CertificateAuthority(
                    self.key(), self.certificate(), Revocations.open(home), clock, workerValidity);
        } catch (IOException e) {
            throw new UnusableKeys(
                    "The server's certificate authority " + file + " cannot be used: " + PrivateFolder.reason(e)
                            + ". Let the user that runs Lectern read and write this folder.",
                    e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new UnusableKeys(
                    "The server's certificate authority in " + folder + " is damaged (" + e.getMessage()
                            + "). Bring it back from a backup; or move the folder away, and enrol all workers again.",
                    e);
        }
    }

    private static byte[] anew(Instant now) {
        KeyPair keys = P256.newKeys();
        X509Certificate certificate = CertificateForm.authority(keys, now.minus(SKEW), now.plus(AUTHORITY_VALIDITY));
        return Pem.text(new Credentials(keys.getPrivate(), certificate, certificate))
                .getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * The server as a member, with a key that was never used before. It believes nobody who was shut out.
     *
     * @param hosts names and addresses under which it is called
     */
    public Credentials own(String name, List<String> hosts) {
        KeyPair keys = P256.newKeys();
        return new Credentials(
                keys.getPrivate(),
                member(keys.getPublic(), name, SERVER, hosts, OWN_VALIDITY),
                certificate,
                revocations::keys);
    }

    /**
     * A certificate for a worker.
     *
     * @param key of the curve P-256
     * @param hosts names and addresses under which it is called, at least one
     * @throws IllegalArgumentException if it is another kind of key, or a host is none
     */
    public X509Certificate issue(PublicKey key, String worker, List<String> hosts) {
        if (!P256.is(key)) {
            throw new IllegalArgumentException("the key must be one of the curve P-256");
        }
        return member(key, worker, WORKER, hosts, workerValidity);
    }

    /**
     * Looks at names and addresses before they are put into a certificate.
     *
     * @throws IllegalArgumentException if one of them is none, with a sentence
     */
    public static void checkHosts(List<String> hosts) {
        hosts.forEach(CertificateForm::name);
    }

    private X509Certificate member(PublicKey subject, String name, String role, List<String> hosts, Duration validity) {
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("a certificate needs the name or address of a host");
        }
        Instant now = clock.instant();
        Instant until = now.plus(validity);
        Instant end = certificate.getNotAfter().toInstant();
        return CertificateForm.member(
                key,
                certificate,
                subject,
                CertificateForm.subject(name, role),
                hosts,
                now.minus(SKEW),
                until.isBefore(end) ? until : end);
    }

    /** Whether a certificate is one of ours and good now. */
    public boolean issued(X509Certificate member) {
        try {
            member.verify(certificate.getPublicKey());
            member.checkValidity(Date.from(clock.instant()));
        } catch (GeneralSecurityException e) {
            return false;
        }
        // The authority itself is nobody's member.
        return member.getBasicConstraints() < 0
                && revocations.of(member.getPublicKey()).isEmpty();
    }

    /** The workers that were shut out. */
    public Revocations revocations() {
        return revocations;
    }

    /** The keys that were shut out and may have certificates that have not ended, see {@link P256#id}: whom members must not believe. */
    public List<String> shutOut() {
        Instant since = clock.instant().minus(workerValidity).minus(SKEW);
        return revocations.all().stream()
                .filter(one -> one.at().isAfter(since))
                .map(Revocation::key)
                .toList();
    }

    /** The authority's own certificate, which is what members trust. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** SHA-256 of the authority's certificate, 64 lower-case hexadecimal digits. */
    public String fingerprint() {
        return fingerprint(certificate);
    }

    /** Signs a statement of the server. It must begin with a text that says what it is, so that it is never taken for another. */
    public String sign(byte[] statement) {
        return P256.sign(key, statement);
    }

    /** SHA-256 of a certificate, 64 lower-case hexadecimal digits. */
    public static String fingerprint(X509Certificate certificate) {
        try {
            return Sha256.of(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The worker whose certificate this is; empty if it is the server's. Says nothing about who signed it. */
    public static Optional<String> worker(X509Certificate member) {
        return WORKER.equals(part(member, "OU")) ? Optional.ofNullable(part(member, "CN")) : Optional.empty();
    }

    /** Whether a certificate is that of a server. Says nothing about who signed it. */
    public static boolean server(X509Certificate member) {
        return SERVER.equals(part(member, "OU"));
    }

    private static String part(X509Certificate member, String type) {
        try {
            LdapName name = new LdapName(member.getSubjectX500Principal().getName());
            return IntStream.range(0, name.size())
                    .mapToObj(name::getRdn)
                    .filter(rdn -> rdn.getType().equalsIgnoreCase(type))
                    .map(Rdn::getValue)
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .findFirst()
                    .orElse(null);
        } catch (InvalidNameException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        return "CertificateAuthority[" + fingerprint() + "]";
    }
}
