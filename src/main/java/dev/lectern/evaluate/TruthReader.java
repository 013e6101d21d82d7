package dev.lectern.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a truth file, and says in a sentence what is wrong with one that cannot be used. */
final class TruthReader {

    private static final double SLACK = 1e-3;

    private final Path file;
    private final Path folder;

    TruthReader(Path file) {
        this.file = file;
        this.folder = file.toAbsolutePath().getParent();
    }

    Truth read() throws InvalidTruth {
        JsonNode root = json();
        Map<String, Region> audience = audience(root.path("staticAudience"));
        List<Truth.Picture> pictures = new ArrayList<>();
        JsonNode track = root.path("track");
        if (!track.isArray() || track.isEmpty()) {
            throw wrong("has no list \"track\" that says where the instructor is");
        }
        for (JsonNode entry : track) {
            long before =
                    pictures.isEmpty() ? -1 : pictures.get(pictures.size() - 1).tMs();
            pictures.add(picture(entry, "entry " + (pictures.size() + 1) + " of \"track\"", before, audience));
        }
        long last = pictures.get(pictures.size() - 1).tMs();
        return new Truth(
                recording(root),
                pixels(root, "width"),
                pixels(root, "height"),
                Math.max(last, root.path("durationMs").asLong(last)),
                pictures);
    }

    private JsonNode json() throws InvalidTruth {
        try {
            JsonNode root = new ObjectMapper().readTree(file.toFile());
            if (!root.isObject()) {
                throw wrong("is not a JSON object");
            }
            return root;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new InvalidTruth("The truth file " + file + " is not JSON (line " + line + ").", e);
        } catch (IOException e) {
            throw new InvalidTruth("There is no truth file " + file + " that can be read.", e);
        }
    }

    private Path recording(JsonNode root) throws InvalidTruth {
        String name = root.path("file").asText("");
        if (name.isBlank()) {
            throw wrong("does not name its recording as \"file\"");
        }
        try {
            return folder.resolve(name);
        } catch (InvalidPathException e) {
            throw new InvalidTruth("The truth file " + file + " names a recording that no file can be called.", e);
        }
    }

    private int pixels(JsonNode root, String name) throws InvalidTruth {
        int value = root.path(name).asInt(0);
        if (value < 1) {
            throw wrong("does not say the \"" + name + "\" of the picture in pixels");
        }
        return value;
    }

    private Map<String, Region> audience(JsonNode boxes) throws InvalidTruth {
        Map<String, Region> audience = new HashMap<>();
        for (JsonNode box : boxes) {
            String name = "audience-" + (audience.size() + 1);
            audience.put(name, region(box, "\"staticAudience\""));
        }
        return audience;
    }

    private Truth.Picture picture(JsonNode entry, String where, long before, Map<String, Region> audience)
            throws InvalidTruth {
        JsonNode tMs = entry.path("tMs");
        if (!tMs.canConvertToLong() || !tMs.isNumber() || tMs.asLong() <= before) {
            throw wrong("has no time \"tMs\", later than the one before, in " + where);
        }
        Map<String, Region> others = new HashMap<>(audience);
        for (JsonNode other : entry.path("others")) {
            if (other.path("bbox").isObject()) {
                others.put(other.path("id").asText("unnamed"), region(other.path("bbox"), where));
            }
        }
        JsonNode box = entry.path("bbox");
        if (box.isMissingNode()) {
            throw wrong("has no \"bbox\", not even null, in " + where);
        }
        boolean visible = !box.isNull() && entry.path("visible").asBoolean(true);
        double fraction = entry.path("visibleFraction").asDouble(visible ? 1 : 0);
        return new Truth.Picture(tMs.asLong(), visible ? region(box, where) : null, fraction, others);
    }

    private Region region(JsonNode box, String where) throws InvalidTruth {
        double x = box.path("x").asDouble(Double.NaN);
        double y = box.path("y").asDouble(Double.NaN);
        double w = box.path("w").asDouble(Double.NaN);
        double h = box.path("h").asDouble(Double.NaN);
        boolean inside = x >= -SLACK && y >= -SLACK && w > 0 && h > 0 && x + w <= 1 + SLACK && y + h <= 1 + SLACK;
        if (!inside) {
            throw wrong("has a box that is not x, y, w, h in fractions of the picture in " + where);
        }
        return new Region(x, y, w, h);
    }

    private InvalidTruth wrong(String what) {
        return new InvalidTruth("The truth file " + file + " " + what + ".");
    }
}
