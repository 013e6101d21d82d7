package dev.lectern.testing.sample;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects where the lecturer really was, picture by picture, and writes it as JSON. */
final class Truth {
    private static final double LEAST_FRACTION = .1;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final int framesPerSecond;
    private final List<Moment> moments = new ArrayList<>();

    Truth(int framesPerSecond) {
        this.framesPerSecond = framesPerSecond;
    }

    /** Adds the next picture: what can be seen of her, and which part of her that is (0..1). */
    void add(Box seen, double fraction) {
        add(seen, fraction, Map.of());
    }

    /** As {@link #add(Box, double)}, with what can be seen of others, by their names; an empty box for who is away. */
    void add(Box seen, double fraction, Map<String, Box> others) {
        moments.add(new Moment(moments.size() * 1000L / framesPerSecond, seen, fraction, others));
    }

    void write(Path file, String recording) throws IOException {
        ObjectNode truth = JSON.objectNode();
        truth.put("file", recording);
        truth.put("width", LectureRoom.WIDTH).put("height", LectureRoom.HEIGHT);
        truth.put("fps", framesPerSecond).put("frames", moments.size()).put("durationMs", endMs());
        truth.put(
                "coordinates",
                "fractions of the picture; bbox = tight box of the visible pixels of the lecturer;"
                        + " visible = at least 10 % of what shows above the bench");
        truth.set("metrics", metrics());
        ArrayNode track = truth.putArray("track");
        moments.forEach(moment -> track.add(moment.json()));
        // One picture a line, so that a change of the script is readable in a diff.
        String text = new ObjectMapper().writeValueAsString(truth).replace("{\"tMs\"", "\n{\"tMs\"") + "\n";
        Files.writeString(file, text);
    }

    private long endMs() {
        return moments.size() * 1000L / framesPerSecond;
    }

    private ObjectNode metrics() {
        ObjectNode metrics = JSON.objectNode();
        ArrayNode gaps = JSON.arrayNode();
        long longest = 0;
        long longestInside = 0;
        long lostSince = -1;
        long lost = 0;
        for (Moment moment : moments) {
            if (!moment.visible() && lostSince < 0) {
                lostSince = moment.tMs();
            } else if (moment.visible() && lostSince >= 0) {
                gaps.add(JSON.arrayNode().add(lostSince).add(moment.tMs()));
                longest = Math.max(longest, moment.tMs() - lostSince);
                longestInside = lostSince == 0 ? longestInside : Math.max(longestInside, moment.tMs() - lostSince);
                lost += moment.tMs() - lostSince;
                lostSince = -1;
            }
        }
        if (lostSince >= 0) {
            gaps.add(JSON.arrayNode().add(lostSince).add(endMs()));
            longest = Math.max(longest, endMs() - lostSince);
            lost += endMs() - lostSince;
        }
        metrics.put("fractionVisible", round(1 - (double) lost / endMs()));
        metrics.put("gaps", gaps.size()).put("longestGapMs", longest).put("longestGapInsideMs", longestInside);
        metrics.set("gapList", gaps);
        metrics.put("pathLengthBoxCentre1Hz", round(pathLength(framesPerSecond)));
        metrics.put("pathLengthBoxCentre5Hz", round(pathLength(framesPerSecond / 5)));
        return metrics;
    }

    /** The way of the box's centre in fractions of the picture, looking at every {@code stride}th picture. */
    private double pathLength(int stride) {
        double length = 0;
        Box last = null;
        for (int i = 0; i < moments.size(); i += stride) {
            Moment moment = moments.get(i);
            if (moment.visible()) {
                Box box = moment.seen();
                length += last == null ? 0 : Math.hypot(box.centreX() - last.centreX(), box.centreY() - last.centreY());
                last = box;
            }
        }
        return length;
    }

    private static double round(double value) {
        return Math.round(value * 1e5) / 1e5;
    }

    private record Moment(long tMs, Box seen, double fraction, Map<String, Box> others) {
        boolean visible() {
            return fraction >= LEAST_FRACTION;
        }

        ObjectNode json() {
            ObjectNode json = JSON.objectNode().put("tMs", tMs);
            if (visible()) {
                json.set("bbox", box(seen));
            } else {
                json.putNull("bbox");
            }
            json.put("visible", visible()).put("visibleFraction", Math.round(fraction * 1000) / 1000.0);
            if (!others.isEmpty()) {
                ArrayNode list = json.putArray("others");
                others.forEach((name, box) -> {
                    ObjectNode other = list.addObject().put("id", name);
                    other.set("bbox", box.pixels() == 0 ? null : box(box));
                });
            }
            return json;
        }

        private static ObjectNode box(Box box) {
            return JSON.objectNode()
                    .put("x", round((double) box.left() / LectureRoom.WIDTH))
                    .put("y", round((double) box.top() / LectureRoom.HEIGHT))
                    .put("w", round((double) (box.right() - box.left()) / LectureRoom.WIDTH))
                    .put("h", round((double) (box.bottom() - box.top()) / LectureRoom.HEIGHT));
        }
    }
}
