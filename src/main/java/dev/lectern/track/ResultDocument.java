package dev.lectern.track;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/**
 * A tracking result as it is stored and as it is sent: {@code {"version":"v1","data":payload}}, compressed once and never
 * touched again.
 */
public final class ResultDocument {

    private static final byte[] BEFORE = "{\"version\":\"v1\",\"data\":".getBytes(StandardCharsets.UTF_8);
    private static final byte[] AFTER = "}".getBytes(StandardCharsets.UTF_8);

    private static final String PRELIMINARY =
            "{\"version\":\"v1\",\"preliminary\":true,\"lookedAt\":{\"share\":%s,\"ms\":%d,\"ofMs\":%d,\"spans\":[%s]},\"data\":";
    private static final String SPAN = "{\"fromMs\":%d,\"toMs\":%d}";
    private static final int SHARE_DECIMALS = 4;

    private ResultDocument() {}

    /** The payload in a document that is not compressed. */
    public static byte[] payload(byte[] document) {
        return Arrays.copyOfRange(document, BEFORE.length, document.length - AFTER.length);
    }

    /**
     * Wraps a payload and compresses it. Takes milliseconds for every megabyte.
     *
     * @param payload the tracking payload, a JSON object in UTF-8
     * @return the document, compressed with gzip
     */
    public static byte[] gzipped(byte[] payload) {
        return gzipped(BEFORE, payload);
    }

    /**
     * As {@link #gzipped(byte[])}, of what is known of a recording before all of it was looked at: says so, and of which parts that is.
     *
     * @param lookedAt the parts
     */
    public static byte[] gzipped(byte[] payload, LookedAt lookedAt) {
        String spans = lookedAt.spans().stream()
                .map(span -> String.format(Locale.ROOT, SPAN, span.fromMs(), span.toMs()))
                .collect(Collectors.joining(","));
        String before = String.format(
                Locale.ROOT,
                PRELIMINARY,
                Rounded.text(lookedAt.share(), SHARE_DECIMALS),
                lookedAt.ms(),
                lookedAt.ofMs(),
                spans);
        return gzipped(before.getBytes(StandardCharsets.UTF_8), payload);
    }

    private static byte[] gzipped(byte[] before, byte[] payload) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(payload.length / 8 + 64);
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(before);
            gzip.write(payload);
            gzip.write(AFTER);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }
}
