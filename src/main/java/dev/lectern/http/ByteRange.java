package dev.lectern.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a file.
 *
 * @param first its first byte
 * @param last its last byte, which belongs to it; before {@code first} if the file has no such part
 */
record ByteRange(long first, long last) {

    private static final Pattern SINGLE = Pattern.compile("\\s*bytes\\s*=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})\\s*");
    private static final ByteRange NONE = new ByteRange(0, -1);

    /**
     * Reads a Range header (RFC 9110, section 14).
     *
     * @param header null if there was none
     * @param size of the file in bytes
     * @return empty if the whole file is to be sent, which is the answer to several ranges and to what cannot be understood
     */
    static Optional<ByteRange> parse(String header, long size) {
        Matcher matcher = header == null ? null : SINGLE.matcher(header);
        if (matcher == null || !matcher.matches()) {
            return Optional.empty();
        }
        String from = matcher.group(1);
        String to = matcher.group(2);
        if (from.isEmpty()) {
            return to.isEmpty() ? Optional.empty() : Optional.of(suffix(Long.parseLong(to), size));
        }
        long first = Long.parseLong(from);
        long last = to.isEmpty() ? Long.MAX_VALUE : Long.parseLong(to);
        if (last < first) {
            return Optional.empty();
        }
        return Optional.of(first >= size ? NONE : new ByteRange(first, Math.min(last, size - 1)));
    }

    private static ByteRange suffix(long length, long size) {
        return length == 0 || size == 0 ? NONE : new ByteRange(Math.max(0, size - length), size - 1);
    }

    boolean satisfiable() {
        return first <= last;
    }

    long length() {
        return last - first + 1;
    }

    /** The value of a Content-Range header. */
    String of(long size) {
        return satisfiable() ? "bytes " + first + "-" + last + "/" + size : "bytes */" + size;
    }
}
