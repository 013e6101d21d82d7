package dev.lectern.enrol;

import dev.lectern.bus.Protocol;
import dev.lectern.cluster.CertificateAuthority;
import dev.lectern.cluster.Credentials;
import dev.lectern.cluster.MeetingPoint;
import dev.lectern.cluster.Pem;
import dev.lectern.cluster.PrivateFolder;
import dev.lectern.cluster.UnusableKeys;
import dev.lectern.job.Loopback;
import dev.lectern.job.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's decision about who is let in, without HTTP and without waiting for anybody. It blocks on the disk. Thread safe. */
public final class Registrar {

    private static final Logger LOG = LoggerFactory.getLogger(Registrar.class);
    private static final String MARKER = "marker";

    /** What the server's own slots are called: their leases are told from those of workers by it. */
    private static final String RESERVED = "local";

    private final Terms terms;
    private final CertificateAuthority authority;
    private final JoinTokens tokens;
    private final WorkerRegister workers;
    private final EnrolAnswer.Marker marker;
    private final SeenNonces nonces = new SeenNonces();

    /**
     * How this server is.
     *
     * @param version of its Lectern
     * @param listensHereOnly whether its HTTP can be reached from its own machine only
     * @param meetsHereOnly whether its cluster can be reached from its own machine only
     * @param detector what its slots work with
     */
    public record Terms(String version, boolean listensHereOnly, boolean meetsHereOnly, EnrolAnswer.Detector detector) {

        public Terms {
            Objects.requireNonNull(version);
            Objects.requireNonNull(detector);
        }
    }

    private Registrar(
            Terms terms,
            CertificateAuthority authority,
            JoinTokens tokens,
            WorkerRegister workers,
            EnrolAnswer.Marker marker) {
        this.terms = terms;
        this.authority = authority;
        this.tokens = tokens;
        this.workers = workers;
        this.marker = marker;
    }

    /**
     * Opens the server's register.
     *
     * @param folder {@link dev.lectern.job.DataFolder#cluster()}, where the authority is kept as well
     * @throws UnusableKeys if what is there cannot be read or written, or was damaged
     */
    public static Registrar open(Path folder, CertificateAuthority authority, Terms terms, Clock clock)
            throws UnusableKeys {
        JoinTokens tokens = JoinTokens.open(folder, authority.fingerprint(), clock);
        return new Registrar(
                terms,
                authority,
                tokens,
                new WorkerRegister(WorkerNames.open(folder, clock), tokens, authority.revocations(), clock),
                placed(folder.toAbsolutePath().normalize()));
    }

    private static EnrolAnswer.Marker placed(Path folder) throws UnusableKeys {
        byte[] content = new byte[EnrolAnswer.Marker.BYTES];
        new SecureRandom().nextBytes(content);
        try {
            PrivateFolder.open(folder).write(MARKER, content);
        } catch (IOException e) {
            throw new UnusableKeys("The folder " + folder + " cannot be used: " + PrivateFolder.reason(e) + ".", e);
        }
        return new EnrolAnswer.Marker(folder.resolve(MARKER).toString(), Sha256.of(content));
    }

    /** The tokens that let workers in. */
    public JoinTokens tokens() {
        return tokens;
    }

    /** Who was let in, and shuts them out. */
    WorkerRegister workers() {
        return workers;
    }

    /** Whether a name is one of the server's own, which no worker of another JVM has. */
    static boolean reserved(String name) {
        return name.equals(RESERVED) || name.startsWith(RESERVED + "-");
    }

    /** As the other one, where a worker of this machine needs no token. */
    Admission admit(byte[] json, boolean fromHere) throws Refusal {
        return admit(json, fromHere, false);
    }

    /**
     * Decides about a request.
     *
     * @param json an {@link EnrolRequest} of this or another version
     * @param fromHere whether it certainly comes from this very machine
     * @param tokenNeeded whether that is not enough to be let in without a token
     */
    Admission admit(byte[] json, boolean fromHere, boolean tokenNeeded) throws Refusal {
        ReadRequest read = ReadRequest.of(json, terms.version());
        EnrolRequest request = read.request();
        // Only now, so that nobody is told of others.
        workers.check(read.key());
        Admission admission = admission(request, read.key(), read.statement(), fromHere && !tokenNeeded);
        if (!nonces.first(request.nonce())) {
            throw new Refusal(Refusal.Kind.REPLAYED, "This very request was made before; ask with another nonce");
        }
        if (!fromHere) {
            checkReachable(request);
        }
        return admission;
    }

    private Admission admission(EnrolRequest request, PublicKey key, byte[] statement, boolean trusted) throws Refusal {
        if (knownBefore(request, key)) {
            return new Admission(request, key, Admission.Reason.EARLIER_CERTIFICATE, Optional.empty());
        }
        // A token that is given has to be right, also where none is needed: its worker expects to see the proof of it.
        if (request.token() != null) {
            JoinToken token = tokens.proved(request.token(), statement, request.hmac());
            return new Admission(request, key, Admission.Reason.TOKEN, Optional.of(token));
        }
        if (trusted && terms.listensHereOnly()) {
            return new Admission(request, key, Admission.Reason.SAME_MACHINE, Optional.empty());
        }
        throw new Refusal(
                Refusal.Kind.NO_TOKEN,
                (request.certificate() == null
                                ? "This server lets no worker in without a join token"
                                : "The certificate of this worker is not, or no longer, one of this server")
                        + ": run lectern worker-token on the server, and start the worker with --token.");
    }

    private boolean knownBefore(EnrolRequest request, PublicKey key) {
        if (request.certificate() == null) {
            return false;
        }
        try {
            X509Certificate certificate = Pem.certificate(request.certificate());
            return certificate.getPublicKey().equals(key)
                    && CertificateAuthority.worker(certificate).isPresent()
                    && authority.issued(certificate);
        } catch (CertificateException e) {
            return false;
        }
    }

    private void checkReachable(EnrolRequest request) throws Refusal {
        if (terms.meetsHereOnly()) {
            throw new Refusal(
                    Refusal.Kind.UNREACHABLE,
                    "This server can be met by workers of its own machine only: set LECTERN_CLUSTER_HOST on the server to "
                            + "an address that this worker reaches, and start it again.");
        }
        if (request.addresses().stream().allMatch(Loopback::is)) {
            throw new Refusal(
                    Refusal.Kind.UNREACHABLE,
                    "This worker says that it is reached at " + String.join(", ", request.addresses())
                            + ", which is so on its own machine only: start the worker with --address and an address "
                            + "that the server reaches.");
        }
    }

    /**
     * Lets a worker in.
     *
     * @param live what the workers that are there now are called
     * @param meeting known before this is called, so that who is shut out meanwhile does not hear of a newer one
     */
    EnrolAnswer answer(Admission admission, Set<String> live, MeetingPoint meeting) throws IOException, Refusal {
        workers.check(admission.key());
        EnrolRequest request = admission.request();
        String worker = workers.enrolled(admission, live);
        X509Certificate certificate = authority.issue(admission.key(), worker, request.addresses());
        EnrolAnswer bare = new EnrolAnswer(
                Protocol.VERSION,
                terms.version(),
                worker,
                Credentials.pem(certificate),
                Credentials.pem(authority.certificate()),
                authority.shutOut(),
                meeting,
                terms.detector(),
                marker,
                null,
                null);
        byte[] statement = bare.statement(request.nonce());
        LOG.info("worker={} of host {} is let in ({})", worker, request.host(), admission.reason());
        return bare.sealed(
                authority.sign(statement),
                admission.token().map(token -> token.hmac(statement)).orElse(null));
    }
}
