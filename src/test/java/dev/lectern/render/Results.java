package dev.lectern.render;

import dev.lectern.track.ResultDocument;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.StringJoiner;

/** Results in which the instructor walks to the right: sample i at 200·i ms, with the left edge of the box at 0.1·(i+1) at first. */
final class Results {

    private Results() {}

    /** One letter for each sample: m, i or l for measured, interpolated or lost. */
    static Walk walk(String qualities) {
        return Walk.read(document(qualities));
    }

    static byte[] document(String qualities) {
        StringJoiner points = new StringJoiner(",", "[", "]");
        StringJoiner detections = new StringJoiner(",", "[", "]");
        for (int i = 0; i < qualities.length(); i++) {
            double x = 0.1 + 0.1 * (i % 8);
            String quality =
                    switch (qualities.charAt(i)) {
                        case 'm' -> "measured";
                        case 'i' -> "interpolated";
                        default -> "lost";
                    };
            points.add(String.format(
                    Locale.ROOT,
                    "{\"tMs\":%d,\"trackId\":1,\"cx\":%.5f,\"cy\":0.5,\"quality\":\"%s\"}",
                    i * 200,
                    x + 0.05,
                    quality));
            String box = String.format(Locale.ROOT, "{\"x\":%.5f,\"y\":0.3,\"w\":0.1,\"h\":0.4}", x);
            detections.add(String.format(
                    Locale.ROOT,
                    "{\"tMs\":%d,\"bbox\":%s,\"conf\":null}",
                    i * 200,
                    quality.equals("measured") ? box : "null"));
        }
        String payload = "{\"trackPoints\":" + points + ",\"frameDetections\":" + detections + "}";
        return ResultDocument.gzipped(payload.getBytes(StandardCharsets.UTF_8));
    }
}
