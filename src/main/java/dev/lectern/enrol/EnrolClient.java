package dev.lectern.enrol;

import dev.lectern.bus.Protocol;
import dev.lectern.cluster.Credentials;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Asks a server to let this worker in, and believes only the server that it has reason to. Thread safe. */
public final class EnrolClient {

    static final String PATH = "/workers/enrol";

    private static final int NONCE_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String version;
    private final String name;
    private final String host;
    private final List<String> addresses;
    private final ServerCall call;

    /** As the other one, for a server that every Java believes, or that speaks plain HTTP. */
    public EnrolClient(String version, String name, String host, List<String> addresses) {
        this(version, name, host, addresses, Optional.empty());
    }

    /**
     * A client; for the parameters see {@link EnrolRequest}.
     *
     * @param version of this Lectern
     * @param name what the worker would like to be called
     * @param host the machine it runs on
     * @param addresses by which the other members reach it
     * @param tls whom to believe over HTTPS, see {@link ServerTls}; empty for whom every Java believes
     * @throws IllegalArgumentException if one of them is not allowed, with a sentence
     */
    public EnrolClient(String version, String name, String host, List<String> addresses, Optional<SSLContext> tls) {
        this.call = new ServerCall(Optional.empty(), tls);
        this.version = version;
        this.name = name;
        this.host = host;
        this.addresses = List.copyOf(addresses);
        request("", "0".repeat(2 * NONCE_BYTES), null, null);
    }

    /**
     * Reads the address of a server.
     *
     * @throws IllegalArgumentException if it is none, with a sentence
     */
    public static URI server(String text) {
        URI uri;
        try {
            uri = URI.create(text.strip());
        } catch (IllegalArgumentException e) {
            throw notAnAddress(text);
        }
        boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (!web || uri.getHost() == null || uri.getQuery() != null || uri.getFragment() != null) {
            throw notAnAddress(text);
        }
        return uri;
    }

    private static IllegalArgumentException notAnAddress(String text) {
        return new IllegalArgumentException("The server's address must be like http://server:8000, not " + text);
    }

    /**
     * Enrols once; trying again is up to the caller. Blocks for a few seconds if this is the server's first worker, and for at most
     * about a minute.
     *
     * @param server see {@link #server(String)}
     * @param token as {@code lectern worker-token} printed it; not needed by a worker that was let in before, nor on one machine
     * @param identity is given the new certificate
     * @return where to go; the credentials are those of the identity then
     * @throws EnrolFailure if it was not let in, or by somebody who is not the right server; the identity is as before
     */
    public EnrolAnswer enrol(URI server, Optional<String> token, WorkerIdentity identity) throws EnrolFailure {
        Objects.requireNonNull(server);
        Optional<JoinToken> joining = parsed(token);
        Optional<Credentials> earlier = identity.credentials();
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        EnrolRequest bare = request(
                Base64.getEncoder().encodeToString(identity.key().getEncoded()),
                HexFormat.of().formatHex(nonce),
                earlier.map(known -> Credentials.pem(known.certificate())).orElse(null),
                joining.orElse(null));
        byte[] statement = bare.statement();
        EnrolRequest request = bare.sealed(
                identity.sign(statement),
                joining.map(known -> known.hmac(statement)).orElse(null));
        EnrolAnswer answer = call.post(server, PATH, request, EnrolAnswer.class);
        if (answer.protocol() != Protocol.VERSION) {
            throw new EnrolFailure(
                    EnrolFailure.Kind.INCOMPATIBLE,
                    "The server at " + server + " speaks worker protocol " + answer.protocol() + " (Lectern "
                            + answer.version() + "); this worker " + Protocol.VERSION + " (" + version
                            + "): install the same version on both.");
        }
        new AnswerCheck(server, request, joining, earlier).check(answer, identity);
        return answer;
    }

    private static Optional<JoinToken> parsed(Optional<String> token) throws EnrolFailure {
        try {
            return token.map(JoinToken::parse);
        } catch (IllegalArgumentException e) {
            throw new EnrolFailure(EnrolFailure.Kind.REFUSED, e.getMessage());
        }
    }

    private EnrolRequest request(String publicKey, String nonce, String certificate, JoinToken token) {
        return new EnrolRequest(
                Protocol.VERSION,
                version,
                name,
                host,
                addresses,
                publicKey,
                nonce,
                certificate,
                token == null ? null : token.id(),
                null,
                token == null ? null : "");
    }
}
