package dev.lectern.access;

import dev.lectern.job.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;

/**
 * Something random that stands for a right: who shows it has it. It is kept as its hash only, so that who reads the database can do
 * nothing with what is there. A fast hash is enough, as nobody guesses 256 random bits. Its text form shows nothing.
 */
public final class Secret {

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Kind kind;
    private final String text;

    /** What a secret is for; its prefix makes that visible, also to those who look for secrets in files. */
    public enum Kind {
        /** Of a browser that logged in. */
        LOGIN("lcl_"),
        /** For programs. */
        TOKEN("lct_"),
        /** Leads to one session. */
        LINK("lcs_"),
        /** Of a browser that went to an identity provider to log in. */
        SIGN_ON("lcn_"),
        /** In the data folder, for who runs the server. */
        OPERATOR("lco_");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    private Secret(Kind kind, String text) {
        this.kind = Objects.requireNonNull(kind);
        this.text = text;
    }

    /** A new one. */
    public static Secret make(Kind kind) {
        byte[] bits = new byte[BYTES];
        RANDOM.nextBytes(bits);
        return new Secret(
                kind, kind.prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** What somebody shows; empty if it has the form of none. */
    public static Optional<Secret> parse(String text) {
        for (Kind kind : Kind.values()) {
            if (text.startsWith(kind.prefix)
                    && text.substring(kind.prefix.length()).matches("[A-Za-z0-9_-]{43}")) {
                return Optional.of(new Secret(kind, text));
            }
        }
        return Optional.empty();
    }

    public Kind kind() {
        return kind;
    }

    /** The secret itself: to be shown once, to nobody but who it is for. */
    public String reveal() {
        return text;
    }

    /** SHA-256, 64 hex digits: what is kept. */
    public String hash() {
        return Sha256.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "Secret[" + kind + "]";
    }
}
