package dev.lectern.motion;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The track in a stored result, from which its metrics are derived again when somebody draws a zone or calibrates the floor: no
 * detection and no picture is needed for it.
 *
 * @param sightings every sampled frame in order of time
 * @param aspect width of the upright picture by its height
 */
public record StoredTrack(List<Sighting> sightings, double aspect) {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final String VIDEO = "video";
    private static final String DETECTIONS = "frameDetections";
    /** Nesting of the members of the data. */
    private static final int IN_DATA = 2;

    public StoredTrack {
        sightings = List.copyOf(sightings);
    }

    /**
     * Reads the track of a result.
     *
     * @param document {@code {"version":…,"data":{"video":…,"frameDetections":…}}} in UTF-8
     * @throws UncheckedIOException if it is no such thing
     */
    public static StoredTrack read(byte[] document) {
        try (JsonParser json = FACTORY.createParser(document)) {
            double width = 0;
            double height = 0;
            List<Sighting> sightings = new ArrayList<>();
            while (json.nextToken() != null) {
                if (begins(json, JsonToken.START_ARRAY, DETECTIONS)) {
                    sightings(json, sightings);
                } else if (begins(json, JsonToken.START_OBJECT, VIDEO)) {
                    while (json.nextToken() == JsonToken.FIELD_NAME) {
                        String name = json.currentName();
                        json.nextToken();
                        width = name.equals("width") ? json.getDoubleValue() : width;
                        height = name.equals("height") ? json.getDoubleValue() : height;
                        json.skipChildren();
                    }
                }
            }
            if (!(width > 0 && height > 0)) {
                throw new IOException("a result without the size of its picture");
            }
            return new StoredTrack(sightings, width / height);
        } catch (IOException e) {
            throw new UncheckedIOException("not a stored result", e);
        }
    }

    /**
     * The same result with its {@code motion} made anew; everything else is copied as it stands. With the settings that it was
     * made with, this gives the bytes that were there.
     *
     * @param document as in {@link #read}
     */
    public static byte[] remeasured(byte[] document, MotionSettings settings) {
        StoredTrack track = read(document);
        MotionReport report = MotionReport.of(track.sightings, track.aspect, settings);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(document.length + document.length / 4);
        try (JsonParser from = FACTORY.createParser(document);
                JsonGenerator to = FACTORY.createGenerator(bytes)) {
            while (from.nextToken() != null) {
                if (from.currentToken() == JsonToken.FIELD_NAME
                        && from.getParsingContext().getNestingDepth() == IN_DATA
                        && MotionJson.KEY.equals(from.currentName())) {
                    from.nextToken();
                    from.skipChildren();
                    continue;
                }
                if (from.currentToken() == JsonToken.END_OBJECT && endsData(from)) {
                    MotionJson.write(to, report);
                }
                copy(from, to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("not a stored result", e);
        }
        return bytes.toByteArray();
    }

    private static void sightings(JsonParser json, List<Sighting> sightings) throws IOException {
        while (json.nextToken() == JsonToken.START_OBJECT) {
            long tMs = -1;
            Sighting.Box box = null;
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("tMs")) {
                    tMs = json.getLongValue();
                } else if (name.equals("bbox") && value == JsonToken.START_OBJECT) {
                    box = box(json);
                } else {
                    json.skipChildren();
                }
            }
            sightings.add(new Sighting(tMs, box));
        }
    }

    private static Sighting.Box box(JsonParser json) throws IOException {
        double[] sides = new double[4];
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            int side = List.of("x", "y", "w", "h").indexOf(json.currentName());
            json.nextToken();
            if (side >= 0) {
                sides[side] = json.getDoubleValue();
            }
        }
        return new Sighting.Box(sides[0], sides[1], sides[2], sides[3]);
    }

    /** Whether a member of the data begins. */
    private static boolean begins(JsonParser json, JsonToken start, String name) {
        JsonStreamContext parent = json.getParsingContext().getParent();
        return json.currentToken() == start
                && parent != null
                && parent.getNestingDepth() == IN_DATA
                && name.equals(parent.getCurrentName());
    }

    private static boolean endsData(JsonParser json) {
        JsonStreamContext document = json.getParsingContext();
        return document.getNestingDepth() == IN_DATA - 1 && "data".equals(document.getCurrentName());
    }

    /** Numbers keep their text. */
    private static void copy(JsonParser from, JsonGenerator to) throws IOException {
        if (from.currentToken().isNumeric()) {
            to.writeNumber(from.getText());
        } else {
            to.copyCurrentEvent(from);
        }
    }
}
