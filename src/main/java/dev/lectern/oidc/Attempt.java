package dev.lectern.oidc;

import dev.lectern.job.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;

/**
 * A login that was begun and is not completed.
 *
 * @param state comes back with the browser
 * @param nonce comes back within the ID token
 * @param verifier proves to the provider that who redeems the code is who began
 * @param redirectUri where the provider sends the browser
 * @param to the page to show then
 * @param end until when it is good
 */
record Attempt(String state, String nonce, String verifier, String redirectUri, String to, Instant end) {

    private static final int RANDOM_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    static Attempt make(String redirectUri, String to, Instant end) {
        return new Attempt(random(), random(), random(), redirectUri, to, end);
    }

    /** What is told of the verifier beforehand: S256 of RFC 7636. */
    String challenge() {
        return text(Sha256.digest().digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String random() {
        byte[] bits = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bits);
        return text(bits);
    }

    private static String text(byte[] bits) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    @Override
    public String toString() {
        return "Attempt[" + to + "]";
    }
}
