package dev.lectern.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.lectern.store.StoredResult;
import java.io.IOException;
import java.io.OutputStream;
import java.util.BitSet;

/**
 * A result with some of its samples: first the track is read to choose them, then everything else is copied as it stands. The
 * arrays have the same samples at the same places, so one choice is good for all.
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
        Choice choice = choose(result);
        try (JsonParser from = ResultReader.open(result);
                JsonGenerator to = FACTORY.createGenerator(out)) {
            while (from.nextToken() != null) {
                if (from.currentToken() == JsonToken.END_OBJECT && isMemberOf(from, 1, ResultReader.DATA)) {
                    writeWindow(to, choice);
                }
                copy(from, to);
                if (from.currentToken() == JsonToken.START_ARRAY
                        && (isMemberOf(from, 2, ResultReader.DETECTIONS)
                                || isMemberOf(from, 2, ResultReader.POINTS)
                                || isMemberOf(from, 3, ResultReader.SMOOTHED))) {
                    copySamples(from, to, choice.kept());
                }
            }
        }
    }

    private Choice choose(StoredResult result) throws IOException {
        BitSet lost = new BitSet();
        int before = 0;
        int count = 0;
        long last = 0;
        try (JsonParser json = ResultReader.openArray(result, ResultReader.POINTS)) {
            while (json.nextToken() == JsonToken.START_OBJECT) {
                TrackPoint point = TrackPoint.read(json);
                last = point.tMs();
                if (window.holds(last)) {
                    lost.set(count++, point.lost());
                } else if (count == 0) {
                    before++;
                }
            }
        }
        BitSet kept = new BitSet();
        int first = before;
        Thinning.pick(lost, count, window.limit()).stream().forEach(index -> kept.set(first + index));
        return new Choice(kept, count, last);
    }

    /** From the start of an array to its end. */
    private static void copySamples(JsonParser from, JsonGenerator to, BitSet kept) throws IOException {
        for (int index = 0; from.nextToken() != JsonToken.END_ARRAY; index++) {
            if (!kept.get(index)) {
                from.skipChildren();
                continue;
            }
            int depth = 0;
            do {
                depth += from.currentToken().isStructStart() ? 1 : 0;
                depth -= from.currentToken().isStructEnd() ? 1 : 0;
                copy(from, to);
            } while (depth > 0 && from.nextToken() != null);
        }
        copy(from, to);
    }

    /** Numbers keep their text. */
    private static void copy(JsonParser from, JsonGenerator to) throws IOException {
        if (from.currentToken().isNumeric()) {
            to.writeNumber(from.getText());
        } else {
            to.copyCurrentEvent(from);
        }
    }

    private void writeWindow(JsonGenerator to, Choice choice) throws IOException {
        to.writeObjectFieldStart("window");
        to.writeNumberField("from", window.from() == null ? 0 : window.from());
        to.writeNumberField("to", window.to() == null ? choice.lastMs() : window.to());
        to.writeNumberField("samples", choice.kept().cardinality());
        to.writeNumberField("ofSamples", choice.count());
        to.writeEndObject();
    }

    /** Whether an object or array that begins or ends is a member of that name, {@code depth} objects deep. */
    private static boolean isMemberOf(JsonParser json, int depth, String name) {
        var parent =
                json.currentToken().isStructStart() ? json.getParsingContext().getParent() : json.getParsingContext();
        return parent.getNestingDepth() == depth && parent.inObject() && name.equals(parent.getCurrentName());
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
