package dev.lectern.motion;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lectern.job.Json;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What somebody said about the room of one recording: zones of the picture, and where the floor is.
 *
 * <p>As JSON: {@code {"zones":[{"name":"Board","kind":"board","anchor":"centre","corners":[{"x":0.1,"y":0.1},…]}],
 * "floor":{"marks":[{"x":0.2,"y":0.9,"xMetres":0,"yMetres":0},…]}}}; both members may be missing.
 *
 * @param zones at most 50, each with a name of its own; they may overlap
 * @param floor null if nobody calibrated it
 */
public record MotionSettings(List<Zone> zones, FloorCalibration floor) {

    /** Nothing was said. */
    public static final MotionSettings NONE = new MotionSettings(List.of(), null);

    private static final int MOST_ZONES = 50;
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    /** Checks the settings; what is wrong is said in a sentence. */
    public MotionSettings {
        zones = zones == null ? List.of() : zones;
        if (zones.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("A zone must be an object with a name and corners, not null.");
        }
        zones = List.copyOf(zones);
        if (zones.size() > MOST_ZONES) {
            throw new IllegalArgumentException(
                    "There are " + zones.size() + " zones; at most " + MOST_ZONES + " can be.");
        }
        Set<String> names = new HashSet<>();
        for (Zone zone : zones) {
            if (!names.add(zone.name())) {
                throw new IllegalArgumentException(
                        "Two zones are called \"" + zone.name() + "\"; give each a name of its own.");
            }
        }
    }

    /**
     * Reads settings that somebody sent.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong with them
     */
    public static MotionSettings parse(byte[] json) {
        MotionSettings settings;
        try {
            settings = MAPPER.readValue(json, MotionSettings.class);
        } catch (ValueInstantiationException e) {
            throw new IllegalArgumentException(
                    e.getCause() instanceof IllegalArgumentException cause ? cause.getMessage() : sentence(e), e);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(sentence(e), e);
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory cannot fail", e);
        }
        if (settings == null) {
            throw new IllegalArgumentException("The settings must be a JSON object with \"zones\" and \"floor\".");
        }
        return settings;
    }

    /** The settings in UTF-8, as {@link #parse} reads them. */
    public byte[] json() {
        return Json.bytes(this);
    }

    private static String sentence(JacksonException e) {
        if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
            return "The settings are not JSON of the form {\"zones\": […], \"floor\": {\"marks\": […]}}.";
        }
        String place = mapping.getPath().stream()
                .map(at -> at.getFieldName() == null ? Integer.toString(at.getIndex()) : at.getFieldName())
                .collect(Collectors.joining("."));
        return mapping instanceof UnrecognizedPropertyException
                ? "There is no setting " + place + "."
                : "The value of " + place + " cannot be read; see the description of the motion settings.";
    }
}
