package dev.lectern.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.lectern.store.StoredResult;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A result as a table, one line for each sample; where nobody was seen the columns of the box are empty. */
record CsvResult() implements ResultForm {

    private static final String HEAD = "tMs,quality,cx,cy,x,y,w,h,conf\n";

    @Override
    public String tag() {
        return "csv";
    }

    @Override
    public String contentType() {
        return "text/csv; charset=utf-8";
    }

    @Override
    public void write(StoredResult result, OutputStream out) throws IOException {
        // The two arrays follow each other in the document, so each has a parser of its own.
        try (JsonParser points = ResultReader.openArray(result, ResultReader.POINTS);
                JsonParser detections = ResultReader.openArray(result, ResultReader.DETECTIONS);
                Writer csv = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
            csv.write(HEAD);
            while (points.nextToken() == JsonToken.START_OBJECT) {
                TrackPoint point = TrackPoint.read(points);
                Map<String, String> box =
                        detections.nextToken() == JsonToken.START_OBJECT ? numbers(detections) : Map.of();
                csv.write(point.tMs() + "," + point.quality() + "," + point.cx() + "," + point.cy());
                for (String column : new String[] {"x", "y", "w", "h", "conf"}) {
                    csv.write("," + box.getOrDefault(column, ""));
                }
                csv.write('\n');
            }
        }
    }

    /** Every number in an object and the objects in it, by its name; reads to the object's end. */
    private static Map<String, String> numbers(JsonParser json) throws IOException {
        Map<String, String> numbers = new HashMap<>();
        int depth = 1;
        while (depth > 0) {
            JsonToken token = json.nextToken();
            if (token == null) {
                throw new IOException("the stored result ends too early");
            }
            depth += token.isStructStart() ? 1 : 0;
            depth -= token.isStructEnd() ? 1 : 0;
            if (token.isNumeric()) {
                numbers.put(json.currentName(), json.getText());
            }
        }
        return numbers;
    }
}
