package dev.lectern.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lectern.detect.Detection;
import dev.lectern.track.Quality;
import dev.lectern.track.TrackedSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The samples of a result as a client reads them, so that what the service sends is what is evaluated. */
public final class PayloadSamples {

    private PayloadSamples() {}

    /** Of the {@code data} of a result, payload v1. */
    public static List<TrackedSample> of(JsonNode data) {
        JsonNode points = data.get("trackPoints");
        List<TrackedSample> samples = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            JsonNode point = points.get(i);
            samples.add(new TrackedSample(
                    point.get("tMs").asLong(),
                    detection(data.get("frameDetections").get(i)),
                    point.get("cx").asDouble(),
                    point.get("cy").asDouble(),
                    Quality.valueOf(point.get("quality").asText().toUpperCase(Locale.ROOT))));
        }
        return samples;
    }

    private static Detection detection(JsonNode entry) {
        JsonNode box = entry.get("bbox");
        return box.isNull()
                ? null
                : new Detection(
                        box.get("x").asDouble(),
                        box.get("y").asDouble(),
                        box.get("w").asDouble(),
                        box.get("h").asDouble(),
                        entry.get("conf").asDouble());
    }
}
