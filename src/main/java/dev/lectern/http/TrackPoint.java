package dev.lectern.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * One entry of {@code trackPoints}; coordinates are the text that stands there.
 *
 * @param tMs its time
 */
record TrackPoint(long tMs, String cx, String cy, String quality) {

    /** Reads from the start of the object to its end. */
    static TrackPoint read(JsonParser json) throws IOException {
        long tMs = 0;
        String cx = "";
        String cy = "";
        String quality = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "tMs" -> tMs = json.getLongValue();
                case "cx" -> cx = json.getText();
                case "cy" -> cy = json.getText();
                case "quality" -> quality = json.getText();
                default -> json.skipChildren();
            }
        }
        return new TrackPoint(tMs, cx, cy, quality);
    }

    boolean lost() {
        return quality.equals("lost");
    }
}
