package dev.lectern.enrol;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.lectern.bus.Protocol;
import dev.lectern.cluster.CertificateAuthority;
import dev.lectern.cluster.Credentials;
import dev.lectern.cluster.MeetingPoint;
import dev.lectern.cluster.P256;
import dev.lectern.cluster.Pem;
import dev.lectern.cluster.PrivateFolder;
import dev.lectern.cluster.UnusableKeys;
import dev.lectern.job.Json;
import dev.lectern.job.Loopback;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
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
    private final WorkerNames names;
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

    /** What is the same in every version of the protocol. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Greeting(int protocol, String version) {}

    private Registrar(
            Terms terms,
            CertificateAuthority authority,
            JoinTokens tokens,
            WorkerNames names,
            EnrolAnswer.Marker marker) {
        this.terms = terms;
        this.authority = authority;
        this.tokens = tokens;
        this.names = names;
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
        return new Registrar(
                terms,
                authority,
                JoinTokens.open(folder, authority.fingerprint(), clock),
                WorkerNames.open(folder, clock),
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
        return new EnrolAnswer.Marker(folder.resolve(MARKER).toString(), EnrolAnswer.Marker.sha256(content));
    }

    /** The tokens that let workers in. */
    public JoinTokens tokens() {
        return tokens;
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
        EnrolRequest request = read(json);
        PublicKey key = key(request);
        byte[] statement = request.statement();
        if (!P256.signed(key, statement, request.signature())) {
            throw new Refusal(Refusal.Kind.INVALID, "The request is not signed with the worker's key");
        }
        Admission admission = admission(request, key, statement, fromHere && !tokenNeeded);
        if (!nonces.first(request.nonce())) {
            throw new Refusal(Refusal.Kind.REPLAYED, "This very request was made before; ask with another nonce");
        }
        if (!fromHere) {
            checkReachable(request);
        }
        return admission;
    }

    private EnrolRequest read(byte[] json) throws Refusal {
        try {
            Greeting greeting = Json.read(json, Greeting.class);
            if (greeting == null) {
                throw new IllegalArgumentException("it is empty");
            }
            if (greeting.protocol() != Protocol.VERSION) {
                throw new Refusal(
                        Refusal.Kind.INCOMPATIBLE,
                        "This server speaks worker protocol " + Protocol.VERSION + " (Lectern " + terms.version()
                                + "); this worker " + greeting.protocol() + " (" + greeting.version()
                                + "): install the same version on both.");
            }
            EnrolRequest request = Json.read(json, EnrolRequest.class);
            CertificateAuthority.checkHosts(request.addresses());
            if (request.name().equals(RESERVED) || request.name().startsWith(RESERVED + "-")) {
                throw new Refusal(
                        Refusal.Kind.INVALID, "The name " + request.name() + " is the server's own; give another");
            }
            return request;
        } catch (UncheckedIOException e) {
            throw new Refusal(Refusal.Kind.INVALID, "This is not a request to enrol: " + reason(e));
        } catch (IllegalArgumentException e) {
            throw new Refusal(Refusal.Kind.INVALID, "This is not a request to enrol: " + e.getMessage());
        }
    }

    private static String reason(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException) {
                return cause.getMessage();
            }
        }
        return "a member is missing or of another type";
    }

    private static PublicKey key(EnrolRequest request) throws Refusal {
        try {
            return P256.publicKey(Base64.getDecoder().decode(request.publicKey()));
        } catch (InvalidKeyException | IllegalArgumentException e) {
            throw new Refusal(Refusal.Kind.INVALID, "publicKey must be a key of the curve P-256");
        }
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
     */
    EnrolAnswer answer(Admission admission, Set<String> live, MeetingPoint meeting) throws IOException {
        EnrolRequest request = admission.request();
        String keyId = EnrolAnswer.Marker.sha256(admission.key().getEncoded());
        String worker = names.assign(request.name(), keyId, live);
        X509Certificate certificate = authority.issue(admission.key(), worker, request.addresses());
        EnrolAnswer bare = new EnrolAnswer(
                Protocol.VERSION,
                terms.version(),
                worker,
                Credentials.pem(certificate),
                Credentials.pem(authority.certificate()),
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
