package dev.lectern.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/**
 * A tracking result as it is stored and as it is sent: {@code {"version":"v1","data":payload}}, compressed once and never
 * touched again.
 *
 * @param gzipped the document, compressed with gzip
 * @param etag SHA-256 of the document before it was compressed, in hex
 */
public record ResultDocument(byte[] gzipped, String etag) {

    private static final byte[] BEFORE = "{\"version\":\"v1\",\"data\":".getBytes(StandardCharsets.UTF_8);
    private static final byte[] AFTER = "}".getBytes(StandardCharsets.UTF_8);

    /**
     * Wraps a payload. Takes milliseconds for every megabyte, so not on an event loop.
     *
     * @param payloadJson the tracking payload, a JSON object in UTF-8
     */
    public static ResultDocument of(byte[] payloadJson) {
        MessageDigest sha256 = sha256();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(payloadJson.length / 8 + 64);
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            for (byte[] part : new byte[][] {BEFORE, payloadJson, AFTER}) {
                sha256.update(part);
                gzip.write(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ResultDocument(bytes.toByteArray(), HexFormat.of().formatHex(sha256.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
