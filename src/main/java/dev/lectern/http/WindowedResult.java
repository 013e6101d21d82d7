package dev.lectern.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.lectern.store.StoredResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A result with some of its samples: of the track as much is read as is needed to choose them, and everything else is copied as it
 * stands. The arrays have the same samples at the same places, so one choice is good for all.
 *
 * @param window what is asked for
 */
record WindowedResult(ResultWindow window) implements ResultForm {

    private static final JsonFactory FACTORY = new JsonFactory();
    /** To be counted up when other samples are chosen, for clients keep answers by their tag. */
    private static final int VERSION = 1;

    @Override
    public String tag() {
        return "w" + VERSION + "." + window.key();
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public void write(StoredResult result, OutputStream out) throws IOException {
        ResultText text = ResultText.of(result);
        int data = text.member(text.root(), ResultReader.DATA);
        ResultText.Elements points = elements(text, data, ResultReader.POINTS);
        List<ResultText.Elements> arrays = arrays(text, data, points);
        int end = text.behind(data) - 1;
        Choice choice = choose(text, points);
        int at = 0;
        for (ResultText.Elements array : arrays) {
            out.write(text.bytes(), at, array.begin() - at);
            copy(text, array, choice.kept(), out);
            at = array.end();
        }
        out.write(text.bytes(), at, end - at);
        // There is a member before it: the track.
        out.write(',');
        out.write(window(choice));
        out.write(text.bytes(), end, text.bytes().length - end);
    }

    /** The arrays with an element for each sample, as they come. */
    private static List<ResultText.Elements> arrays(ResultText text, int data, ResultText.Elements points)
            throws IOException {
        List<ResultText.Elements> arrays = new ArrayList<>();
        arrays.add(elements(text, data, ResultReader.DETECTIONS));
        arrays.add(points);
        int motion = text.member(data, ResultReader.MOTION);
        int smoothed = motion < 0 ? -1 : text.member(motion, ResultReader.SMOOTHED);
        if (smoothed >= 0) {
            arrays.add(text.elements(smoothed));
        }
        arrays.sort(Comparator.comparingInt(ResultText.Elements::begin));
        return arrays;
    }

    private static ResultText.Elements elements(ResultText text, int data, String name) throws IOException {
        int array = text.member(data, name);
        if (array < 0) {
            throw new IOException("the stored result has no " + name);
        }
        return text.elements(array);
    }

    private static void copy(ResultText text, ResultText.Elements array, BitSet kept, OutputStream out)
            throws IOException {
        boolean more = false;
        for (int i = kept.nextSetBit(0); i >= 0 && i < array.count(); i = kept.nextSetBit(i + 1)) {
            if (more) {
                out.write(',');
            }
            more = true;
            out.write(text.bytes(), array.starts()[i], array.ends()[i] - array.starts()[i]);
        }
    }

    private Choice choose(ResultText text, ResultText.Elements points) throws IOException {
        int first = window.from() == null ? 0 : firstAt(text, points, window.from());
        BitSet lost = new BitSet();
        int count = 0;
        for (int i = first; i < points.count(); i++) {
            TrackPoint point = point(text, points, i);
            if (!window.holds(point.tMs())) {
                break;
            }
            lost.set(count++, point.lost());
        }
        BitSet kept = new BitSet();
        Thinning.pick(lost, count, window.limit()).stream().forEach(index -> kept.set(first + index));
        int last = points.count() - 1;
        return new Choice(kept, count, last < 0 ? 0 : point(text, points, last).tMs());
    }

    /** The first point at a time or later; they are in order of time. */
    private static int firstAt(ResultText text, ResultText.Elements points, long tMs) throws IOException {
        int low = 0;
        int high = points.count();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (point(text, points, middle).tMs() < tMs) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static TrackPoint point(ResultText text, ResultText.Elements points, int index) throws IOException {
        int start = points.starts()[index];
        try (JsonParser json = FACTORY.createParser(text.bytes(), start, points.ends()[index] - start)) {
            json.nextToken();
            return TrackPoint.read(json);
        }
    }

    private byte[] window(Choice choice) {
        return String.format(
                        Locale.ROOT,
                        "\"window\":{\"from\":%d,\"to\":%d,\"samples\":%d,\"ofSamples\":%d}",
                        window.from() == null ? 0 : window.from(),
                        window.to() == null ? choice.lastMs() : window.to(),
                        choice.kept().cardinality(),
                        choice.count())
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * What is sent of a result.
     *
     * @param kept places of the samples
     * @param count samples in the window
     * @param lastMs time of the last sample of all
     */
    private record Choice(BitSet kept, int count, long lastMs) {}
}
