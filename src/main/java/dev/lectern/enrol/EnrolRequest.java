package dev.lectern.enrol;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.lectern.job.Json;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A worker asks to be let in. A member that is added here needs a new protocol number, because both sides write the statement that
 * is signed for themselves.
 *
 * @param protocol see {@link dev.lectern.bus.Protocol}
 * @param version of the worker's Lectern
 * @param name what the worker would like to be called: 1 to 63 letters, digits, dots, hyphens and underscores
 * @param host the machine it runs on, as it calls itself
 * @param addresses 1 to 16 names or addresses by which the other members reach it
 * @param publicKey its key as Base64 of the usual DER form; always of the curve P-256
 * @param nonce 32 random hexadecimal digits, other ones for each request
 * @param certificate one that the server gave it earlier for the same key, as PEM; null if there is none
 * @param token the public part of a join token; null if it has none
 * @param signature of the statement, by the key; proves that the worker has its private part
 * @param hmac of the statement, under the token's secret; null without a token
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record EnrolRequest(
        int protocol,
        String version,
        String name,
        String host,
        List<String> addresses,
        String publicKey,
        String nonce,
        String certificate,
        String token,
        String signature,
        String hmac) {

    private static final String WHAT = "lectern: a worker asks to be let in\n";
    private static final int MAX_ADDRESSES = 16;
    static final String NAME_PATTERN = "[A-Za-z0-9][A-Za-z0-9._-]{0,62}";
    private static final Pattern NAME = Pattern.compile(NAME_PATTERN);
    private static final Pattern NONCE = Pattern.compile("[0-9a-f]{32}");

    public EnrolRequest {
        check(version != null && !version.isBlank() && version.length() <= 100, "version must be a text");
        check(
                name != null && NAME.matcher(name).matches(),
                "name must be 1 to 63 letters, digits, dots, hyphens and underscores, and begin with a letter or digit");
        check(host != null && !host.isBlank() && host.length() <= 253, "host must be the name of a machine");
        check(
                addresses != null && !addresses.isEmpty() && addresses.size() <= MAX_ADDRESSES,
                "addresses must be 1 to " + MAX_ADDRESSES + " names or addresses of the worker's machine");
        addresses = List.copyOf(addresses);
        check(publicKey != null && publicKey.length() <= 1000, "publicKey must be a key");
        check(nonce != null && NONCE.matcher(nonce).matches(), "nonce must be 32 hexadecimal digits");
        check(certificate == null || certificate.length() <= 10_000, "certificate must be one certificate");
        check((token == null) == (hmac == null), "token and hmac go together");
        check(token == null || token.length() <= 100, "token must be the name of a token");
        check(hmac == null || hmac.length() <= 100, "hmac must be an HMAC");
    }

    /** What is signed: everything that is asked for. */
    byte[] statement() {
        byte[] json = Json.bytes(sealed(null, hmac == null ? null : ""));
        return Statement.of(WHAT, json);
    }

    /** The same with another seal. */
    EnrolRequest sealed(String itsSignature, String itsHmac) {
        return new EnrolRequest(
                protocol, version, name, host, addresses, publicKey, nonce, certificate, token, itsSignature, itsHmac);
    }

    private static void check(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
