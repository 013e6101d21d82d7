package dev.lectern.enrol;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.lectern.bus.Protocol;
import dev.lectern.cluster.CertificateAuthority;
import dev.lectern.cluster.P256;
import dev.lectern.job.Json;
import java.io.UncheckedIOException;
import java.security.InvalidKeyException;
import java.security.PublicKey;
import java.util.Base64;

/**
 * A request to be let in that is understood, and signed with the key that is in it.
 *
 * @param statement what was signed
 */
record ReadRequest(EnrolRequest request, PublicKey key, byte[] statement) {

    /** What is the same in every version of the protocol. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Greeting(int protocol, String version) {}

    /**
     * Reads a request.
     *
     * @param json an {@link EnrolRequest} of this or another version
     * @param version of the server's Lectern, to be told to workers of others
     */
    static ReadRequest of(byte[] json, String version) throws Refusal {
        EnrolRequest request = request(json, version);
        PublicKey key = key(request);
        byte[] statement = request.statement();
        if (!P256.signed(key, statement, request.signature())) {
            throw new Refusal(Refusal.Kind.INVALID, "The request is not signed with the worker's key");
        }
        return new ReadRequest(request, key, statement);
    }

    private static EnrolRequest request(byte[] json, String version) throws Refusal {
        try {
            Greeting greeting = Json.read(json, Greeting.class);
            if (greeting == null) {
                throw new IllegalArgumentException("it is empty");
            }
            if (greeting.protocol() != Protocol.VERSION) {
                throw new Refusal(
                        Refusal.Kind.INCOMPATIBLE,
                        "This server speaks worker protocol " + Protocol.VERSION + " (Lectern " + version
                                + "); this worker " + greeting.protocol() + " (" + greeting.version()
                                + "): install the same version on both.");
            }
            EnrolRequest request = Json.read(json, EnrolRequest.class);
            CertificateAuthority.checkHosts(request.addresses());
            if (Registrar.reserved(request.name())) {
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
}
