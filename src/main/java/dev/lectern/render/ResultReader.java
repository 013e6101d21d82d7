package dev.lectern.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lectern.track.Quality;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Reads the samples from a result document. */
final class ResultReader {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ResultReader() {}

    /** The samples in order of time; every known one has a box. */
    static List<Sample> read(byte[] gzippedDocument) {
        JsonNode data;
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzippedDocument))) {
            data = JSON.readTree(in).path("data");
        } catch (IOException e) {
            throw new UncheckedIOException("not a result document", e);
        }
        JsonNode points = data.path("trackPoints");
        JsonNode detections = data.path("frameDetections");
        List<Sample> samples = new ArrayList<>(points.size());
        int before = -1;
        for (int i = 0; i < points.size(); i++) {
            JsonNode point = points.get(i);
            long tMs = point.path("tMs").asLong();
            Quality quality = Quality.valueOf(point.path("quality").asText().toUpperCase(Locale.ROOT));
            Outline box = box(detections.path(i).path("bbox"));
            if (box != null) {
                before = i;
            } else if (quality == Quality.INTERPOLATED) {
                box = between(detections, before, i);
                box = box == null
                        ? null
                        : box.centredAt(
                                point.path("cx").asDouble(), point.path("cy").asDouble());
            }
            samples.add(new Sample(tMs, box == null ? Quality.LOST : quality, quality == Quality.LOST ? null : box));
        }
        return samples;
    }

    private static Outline between(JsonNode detections, int before, int at) {
        int after = at + 1;
        while (after < detections.size() && box(detections.get(after).path("bbox")) == null) {
            after++;
        }
        if (before < 0 || after == detections.size()) {
            return null;
        }
        double from = tMs(detections, before);
        double part = (tMs(detections, at) - from) / (tMs(detections, after) - from);
        return box(detections.get(before).path("bbox"))
                .towards(box(detections.get(after).path("bbox")), part);
    }

    private static double tMs(JsonNode detections, int index) {
        return detections.get(index).path("tMs").asDouble();
    }

    private static Outline box(JsonNode bbox) {
        return bbox.isObject()
                ? new Outline(
                        bbox.path("x").asDouble(),
                        bbox.path("y").asDouble(),
                        bbox.path("w").asDouble(),
                        bbox.path("h").asDouble())
                : null;
    }
}
