package dev.lectern.http;

import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * A file of the dashboard.
 *
 * @param contentType what it is
 * @param tag hash of its content
 * @param bytes its content
 * @param gzipped its content, compressed; null if that makes it no smaller
 */
record DashboardFile(String contentType, String tag, Buffer bytes, Buffer gzipped) {

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("wasm", "application/wasm"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("webp", "image/webp"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"));

    /** Whether a file of that name is one that pages are made of. */
    static boolean isServed(String name) {
        return TYPES.containsKey(extension(name));
    }

    static DashboardFile of(String name, Buffer bytes) {
        Buffer gzipped = Answers.gzip(bytes);
        return new DashboardFile(
                TYPES.get(extension(name)), hash(bytes), bytes, gzipped.length() < bytes.length() ? gzipped : null);
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String hash(Buffer bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes.getBytes());
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
