package dev.lectern.track;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the instructor of a test recording really was, picture by picture.
 *
 * @param width width of the upright picture in pixels
 * @param height height of the upright picture in pixels
 * @param pictures in order of time
 * @param fractionVisible share of the time in which at least a tenth of the instructor shows
 * @param longestGapMs longest time out of sight
 * @param gaps lengths of all times out of sight in milliseconds
 */
public record Truth(
        int width, int height, List<Picture> pictures, double fractionVisible, long longestGapMs, List<Long> gaps) {

    /**
     * One picture.
     *
     * @param tMs its presentation time
     * @param box what shows of the instructor, as fractions of the picture: x, y, w, h; null if nothing does
     * @param visibleFraction share of the body that shows
     */
    public record Picture(long tMs, double[] box, double visibleFraction) {}

    /** Reads a {@code .gt.json}. */
    public static Truth read(Path file) throws IOException {
        JsonNode root = new ObjectMapper().readTree(file.toFile());
        List<Picture> pictures = new ArrayList<>();
        for (JsonNode node : root.get("track")) {
            boolean visible =
                    node.get("visible").asBoolean() && !node.get("bbox").isNull();
            pictures.add(new Picture(
                    node.get("tMs").asLong(),
                    visible ? box(node.get("bbox")) : null,
                    node.get("visibleFraction").asDouble()));
        }
        JsonNode metrics = root.get("metrics");
        List<Long> gaps = new ArrayList<>();
        for (JsonNode gap : metrics.get("gapList")) {
            gaps.add(gap.get(1).asLong() - gap.get(0).asLong());
        }
        return new Truth(
                root.get("width").asInt(),
                root.get("height").asInt(),
                List.copyOf(pictures),
                metrics.get("fractionVisible").asDouble(),
                metrics.get("longestGapMs").asLong(),
                List.copyOf(gaps));
    }

    /** The picture shown at a time. */
    public Picture at(long tMs) {
        Picture nearest = pictures.get(0);
        for (Picture picture : pictures) {
            if (Math.abs(picture.tMs() - tMs) < Math.abs(nearest.tMs() - tMs)) {
                nearest = picture;
            }
        }
        return nearest;
    }

    static double[] box(JsonNode node) {
        return new double[] {
            node.get("x").asDouble(),
            node.get("y").asDouble(),
            node.get("w").asDouble(),
            node.get("h").asDouble()
        };
    }
}
