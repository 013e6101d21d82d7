package dev.lectern.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.lectern.store.StoredResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Reads a stored result one token after the other, so that a long lecture takes no more memory than a short one. */
final class ResultReader {

    static final String DATA = "data";
    static final String DETECTIONS = "frameDetections";
    static final String POINTS = "trackPoints";
    static final String MOTION = "motion";
    /** In {@link #MOTION}. */
    static final String SMOOTHED = "smoothedPoints";

    private static final JsonFactory FACTORY = new JsonFactory();

    private ResultReader() {}

    /** A parser before the first token of the document. */
    static JsonParser open(StoredResult result) throws IOException {
        return FACTORY.createParser(new GZIPInputStream(
                new ByteArrayInputStream(result.gzippedPayload().getBytes())));
    }

    /** A parser in one of the arrays of {@code data}: the next token is the start of its first element, or its end. */
    static JsonParser openArray(StoredResult result, String name) throws IOException {
        JsonParser json = open(result);
        try {
            json.nextToken();
            enter(json, DATA, JsonToken.START_OBJECT);
            enter(json, name, JsonToken.START_ARRAY);
            return json;
        } catch (IOException | RuntimeException e) {
            json.close();
            throw e;
        }
    }

    /** From the start of an object to the start of the value of one of its members. */
    private static void enter(JsonParser json, String name, JsonToken start) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean found = json.currentName().equals(name);
            JsonToken value = json.nextToken();
            if (found && value == start) {
                return;
            }
            json.skipChildren();
        }
        throw new IOException("the stored result has no " + name);
    }
}
