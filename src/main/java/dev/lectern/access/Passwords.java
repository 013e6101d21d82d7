package dev.lectern.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Passwords as Argon2id (RFC 9106) in the text form of the reference implementation. Costs {@value #MEMORY_KB} KB and some tens of
 * milliseconds each time, on purpose: never on an event loop, and only few at once.
 */
public final class Passwords {

    public static final int SHORTEST = 10;
    public static final int LONGEST = 256;

    private static final int MEMORY_KB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern FORM = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]{11,64})\\$([A-Za-z0-9+/]{43})");

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Of nobody's password: compared with when there is no such user, so that this takes as long. */
    private static final String NOBODYS = hash("nobody has this password");

    private Passwords() {}

    /**
     * Looks at a new password.
     *
     * @throws IllegalArgumentException if it is not good enough, with a sentence
     */
    public static void check(String name, String password) {
        if (password.length() < SHORTEST || password.length() > LONGEST) {
            throw new IllegalArgumentException("A password has " + SHORTEST + " to " + LONGEST
                    + " characters; a few words that only you would" + " put together are good");
        }
        if (password.toLowerCase(Locale.ROOT).contains(name)
                || password.chars().distinct().count() < 4) {
            throw new IllegalArgumentException("This password is too easy to guess");
        }
    }

    /** What is kept of a password. */
    public static String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        Base64.Encoder text = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + MEMORY_KB + ",t=" + PASSES + ",p=" + LANES + "$" + text.encodeToString(salt) + "$"
                + text.encodeToString(compute(password, salt, MEMORY_KB, PASSES, LANES));
    }

    /**
     * Whether a password is the one that was kept.
     *
     * @param hash null if there is no such user, or one without a password: takes as long, and is false
     */
    public static boolean matches(String password, String hash) {
        Matcher parts = FORM.matcher(hash == null ? NOBODYS : hash);
        if (!parts.matches()) {
            throw new IllegalArgumentException("a hash of another form");
        }
        byte[] computed = compute(
                password,
                Base64.getDecoder().decode(parts.group(4)),
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)));
        return MessageDigest.isEqual(computed, Base64.getDecoder().decode(parts.group(5))) && hash != null;
    }

    private static byte[] compute(String password, byte[] salt, int memoryKb, int passes, int lanes) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKb)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[HASH_BYTES];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }
}
