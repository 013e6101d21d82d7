package dev.lectern.enrol;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a person carries from the server to a worker. Its id is public; its secret is never sent but proves requests and answers by
 * HMAC-SHA256; its fingerprint tells the server's authority from any other. Its text form shows only the id.
 *
 * @param id 12 hexadecimal digits
 * @param secret 24 random bytes
 * @param authority SHA-256 of the authority's certificate, 64 lower-case hexadecimal digits
 */
public record JoinToken(String id, byte[] secret, String authority) {

    private static final int ID_BYTES = 6;
    private static final int SECRET_BYTES = 24;
    private static final Pattern TEXT = Pattern.compile("([0-9a-f]{12})\\.([A-Za-z0-9_-]{32})\\.([A-Za-z0-9_-]{43})");
    private static final SecureRandom RANDOM = new SecureRandom();

    public JoinToken {
        Objects.requireNonNull(id);
        Objects.requireNonNull(authority);
        secret = secret.clone();
    }

    /** A new one. */
    static JoinToken random(String authority) {
        byte[] id = new byte[ID_BYTES];
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(id);
        RANDOM.nextBytes(secret);
        return new JoinToken(HexFormat.of().formatHex(id), secret, authority);
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException with a sentence that does not repeat the text
     */
    public static JoinToken parse(String text) {
        Matcher parts = TEXT.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "This is not a whole join token; copy it as lectern worker-token printed it on the server.");
        }
        Base64.Decoder base64 = Base64.getUrlDecoder();
        return new JoinToken(
                parts.group(1), base64.decode(parts.group(2)), HexFormat.of().formatHex(base64.decode(parts.group(3))));
    }

    /** All of it, to be shown once to the person who asked for it. */
    public String text() {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return id + "." + base64.encodeToString(secret) + "."
                + base64.encodeToString(HexFormat.of().parseHex(authority));
    }

    /** The HMAC of a statement, as Base64. */
    String hmac(byte[] statement) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(statement));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether an HMAC is right; takes as long for a wrong one as for a right one. */
    boolean proves(byte[] statement, String hmac) {
        return hmac != null && MessageDigest.isEqual(ascii(hmac(statement)), ascii(hmac));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] secret() {
        return secret.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JoinToken token
                && id.equals(token.id)
                && authority.equals(token.authority)
                && MessageDigest.isEqual(secret, token.secret);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "JoinToken[" + id + "]";
    }
}
