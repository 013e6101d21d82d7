package dev.lectern.depot;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is to be sent of a file.
 *
 * @param first its first byte
 * @param length how many bytes
 */
record FileRange(long first, long length) {

    private static final Pattern FORM = Pattern.compile("bytes=(\\d{1,18})-(\\d{0,18})");

    /**
     * Reads a Range header as a worker sends it: one range, from a byte to a byte or to the end.
     *
     * @param header null if there was none
     * @return the whole file if there is no such range in it that could be understood
     * @throws Refusal if the file ends before the range begins
     */
    static FileRange parse(String header, long size) {
        Matcher matcher = header == null ? null : FORM.matcher(header);
        if (matcher == null || !matcher.matches()) {
            return new FileRange(0, size);
        }
        long first = Long.parseLong(matcher.group(1));
        long last = matcher.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(matcher.group(2)));
        if (first > last) {
            throw new Refusal(Refusal.NO_SUCH_RANGE, "The file has " + size + " bytes, and this range none of them.");
        }
        return new FileRange(first, last - first + 1);
    }

    /** The value of a Content-Range header. */
    String of(long size) {
        return "bytes " + first + "-" + (first + length - 1) + "/" + size;
    }
}
