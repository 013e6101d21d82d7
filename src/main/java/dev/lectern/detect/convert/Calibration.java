package dev.lectern.detect.convert;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of the values that run through a model when it looks at recordings.
 *
 * @param ranges by tensor: two values, from the lowest to the highest that a byte is to stand for
 * @param means by tensor that a convolution takes: the mean of each of its channels
 */
record Calibration(Map<String, float[]> ranges, Map<String, float[]> means) {

    /** Its file, beside the files that pin where the model is from. */
    static final String FILE = "calibration.json";

    Calibration {
        ranges = Collections.unmodifiableMap(new TreeMap<>(ranges));
        means = Collections.unmodifiableMap(new TreeMap<>(means));
    }

    static Calibration read(Path file) throws IOException {
        return new ObjectMapper().readValue(file.toFile(), Calibration.class);
    }

    /** @throws IllegalArgumentException if it is not known */
    Range range(String tensor) {
        float[] ends = known(ranges, tensor);
        return new Range(ends[0], ends[1]);
    }

    /** @throws IllegalArgumentException if they are not known */
    float[] means(String tensor) {
        return known(means, tensor);
    }

    private static float[] known(Map<String, float[]> all, String tensor) {
        float[] values = all.get(tensor);
        if (values == null) {
            throw new IllegalArgumentException("nothing is known of the values of " + tensor);
        }
        return values;
    }
}
