package dev.lectern.http;

import dev.lectern.store.StoredResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * The text of a stored result, in which values are found by their places. Nothing is read but where they begin and end, which is
 * some times quicker than reading them.
 */
final class ResultText {

    private static final int SIZE_BYTES = Integer.BYTES;

    private final byte[] text;

    private ResultText(byte[] text) {
        this.text = text;
    }

    static ResultText of(StoredResult result) throws IOException {
        byte[] gzipped = result.gzippedPayload().getBytes();
        // How long it will be stands at its end, so that it is not copied while it grows.
        int length = ByteBuffer.wrap(gzipped).order(ByteOrder.LITTLE_ENDIAN).getInt(gzipped.length - SIZE_BYTES);
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(gzipped), 1 << 16)) {
            return new ResultText(gzip.readNBytes(length));
        }
    }

    /**
     * The places of the elements of an array.
     *
     * @param begin of the first element, or of the end of the array if it is empty
     * @param end where the array ends, at its bracket
     * @param starts of the elements
     * @param ends of the elements, behind their last byte
     */
    record Elements(int begin, int end, int[] starts, int[] ends) {
        int count() {
            return starts.length;
        }
    }

    byte[] bytes() {
        return text;
    }

    /** Where the outermost value begins. */
    int root() {
        return blank(0);
    }

    /** Where the value of a member of the object at a place begins; -1 if it has no such member. */
    int member(int object, String name) throws IOException {
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        int at = inside(object, '{');
        while (text[at] != '}') {
            int key = at + 1;
            at = behind(at);
            boolean found = Arrays.equals(text, key, at - 1, wanted, 0, wanted.length);
            at = blank(inside(blank(at), ':'));
            if (found) {
                return at;
            }
            at = next(at);
        }
        return -1;
    }

    /** The elements of the array at a place. */
    Elements elements(int array) throws IOException {
        int begin = inside(array, '[');
        int[] starts = new int[1024];
        int[] ends = new int[1024];
        int count = 0;
        int at = begin;
        while (text[at] != ']') {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, 2 * count);
                ends = Arrays.copyOf(ends, 2 * count);
            }
            starts[count] = at;
            ends[count] = behind(at);
            at = next(at, ends[count++]);
        }
        return new Elements(begin, at, Arrays.copyOf(starts, count), Arrays.copyOf(ends, count));
    }

    /** The place behind the value at a place. */
    int behind(int at) throws IOException {
        return switch (text[at]) {
            case '"' -> string(at);
            case '{', '[' -> nested(at);
            default -> scalar(at);
        };
    }

    private int next(int at) throws IOException {
        return next(at, behind(at));
    }

    /** The next member or element, or the end of them, when one was at a place and ended at another. */
    private int next(int at, int behind) throws IOException {
        int then = blank(behind);
        if (behind == at) {
            throw new IOException("the stored result is damaged at " + at);
        }
        return text[then] == ',' ? blank(then + 1) : then;
    }

    private int nested(int at) {
        int depth = 0;
        for (int i = at; ; i++) {
            switch (text[i]) {
                case '"' -> i = string(i) - 1;
                case '{', '[' -> depth++;
                case '}', ']' -> {
                    if (--depth == 0) {
                        return i + 1;
                    }
                }
                default -> {
                    // Somewhere in a number or a word.
                }
            }
        }
    }

    private int string(int at) {
        int i = at + 1;
        while (text[i] != '"') {
            i += text[i] == '\\' ? 2 : 1;
        }
        return i + 1;
    }

    private int scalar(int at) {
        int i = at;
        while (text[i] > ' ' && text[i] != ',' && text[i] != ']' && text[i] != '}') {
            i++;
        }
        return i;
    }

    private int inside(int at, char opening) throws IOException {
        if (text[at] != opening) {
            throw new IOException("the stored result has no " + opening + " at " + at);
        }
        return blank(at + 1);
    }

    private int blank(int at) {
        int i = at;
        while (text[i] == ' ' || text[i] == '\n' || text[i] == '\r' || text[i] == '\t') {
            i++;
        }
        return i;
    }
}
