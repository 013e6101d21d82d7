package dev.lectern.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A Lua script that Redis runs as one step.
 *
 * @param source the program
 * @param sha1 its name in Redis' script cache, 40 hexadecimal digits
 */
public record Script(String source, String sha1) {

    /** @throws IllegalArgumentException if the script is empty or {@code sha1} is not the source's */
    public Script {
        if (source.isBlank()) {
            throw new IllegalArgumentException("a script must not be empty");
        }
        if (!sha1.equals(digest(source))) {
            throw new IllegalArgumentException("sha1 must be that of the source");
        }
    }

    /** A script from its text. */
    public static Script of(String source) {
        return new Script(source, digest(source));
    }

    /**
     * A script from a file beside a class.
     *
     * @param name of the resource, as for {@link Class#getResourceAsStream}
     * @throws IllegalArgumentException if there is no such resource
     */
    public static Script fromResource(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("no script " + name + " beside " + beside.getName());
            }
            return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(String source) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(source.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
