package dev.lectern.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A tracking payload of the form that the contract gives. */
final class TestPayload {

    private TestPayload() {}

    static String json(int samples) {
        JsonArray detections = new JsonArray();
        JsonArray points = new JsonArray();
        for (int i = 0; i < samples; i++) {
            boolean seen = i % 3 != 0;
            JsonObject box =
                    new JsonObject().put("x", 0.3).put("y", 0.3).put("w", 0.1).put("h", 0.5);
            detections.add(new JsonObject()
                    .put("tMs", i * 200)
                    .put("bbox", seen ? box : null)
                    .put("conf", seen ? 0.8 : null));
            points.add(new JsonObject()
                    .put("tMs", i * 200)
                    .put("trackId", 1)
                    .put("cx", 0.35)
                    .put("cy", 0.55)
                    .put("quality", seen ? "measured" : "lost"));
        }
        return new JsonObject()
                .put("coordinateSystem", "normalized")
                .put(
                        "video",
                        new JsonObject().put("width", 1280).put("height", 720).put("fps", 25.0))
                .put(
                        "processingMeta",
                        new JsonObject()
                                .put("detector", "d")
                                .put("detectorRuntime", "onnxruntime-cpu")
                                .put("detectorVersion", "1")
                                .put("modelSource", "m")
                                .put("tracker", "t")
                                .put("trackerParams", new JsonObject())
                                .put("cleaning", new JsonObject()))
                .put("frameDetections", detections)
                .put("trackPoints", points)
                .put(
                        "derivedMetrics",
                        new JsonObject()
                                .put("coverage", 0.69)
                                .put("gapCount", 2)
                                .put("longestGapMs", 880)
                                .put("distance", 0.61)
                                .put("jitter", 0.0153)
                                .put("coveragePercent", 69.3)
                                .put("gapsCount", 2)
                                .put("longestGapSec", 0.88)
                                .put("totalDistance", 0.61))
                .encode();
    }
}
