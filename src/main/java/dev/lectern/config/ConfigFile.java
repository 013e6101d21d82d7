package dev.lectern.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The YAML file with settings. */
final class ConfigFile {

    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    private ConfigFile() {}

    /**
     * Reads it. A key with nothing after it counts as not given.
     *
     * @throws InvalidConfig if it cannot be read, is not YAML, or has a key that is not known or stands there twice
     */
    static Map<ConfigKey, Given> read(Path file) throws InvalidConfig {
        Object content = parsed(file);
        Map<ConfigKey, Given> given = new EnumMap<>(ConfigKey.class);
        List<String> problems = new ArrayList<>();
        if (content instanceof Map<?, ?> map) {
            collect("", map, "file " + file, given, problems);
        } else if (content != null) {
            problems.add("The file " + file + " must hold lines of the form key: value.");
        }
        if (!problems.isEmpty()) {
            throw new InvalidConfig(problems);
        }
        return given;
    }

    private static Object parsed(Path file) throws InvalidConfig {
        try {
            String text = Files.readString(file);
            // A file in which every line is a comment is no YAML document, and says nothing.
            return text.lines().allMatch(line -> line.isBlank() || line.strip().startsWith("#"))
                    ? null
                    : YAML.readValue(text, Object.class);
        } catch (JacksonException e) {
            String where =
                    e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
            String why = e.getOriginalMessage().lines().findFirst().orElse("");
            throw new InvalidConfig("The file " + file + " is not proper YAML" + where + ": " + why);
        } catch (IOException e) {
            throw new InvalidConfig(
                    "The file " + file + " cannot be read: " + e.getClass().getSimpleName() + ".");
        }
    }

    private static void collect(
            String prefix, Map<?, ?> map, String from, Map<ConfigKey, Given> given, List<String> problems) {
        map.forEach((name, content) -> {
            String path = prefix + name;
            Object value = "".equals(content) ? null : content;
            ConfigKey key = ConfigKey.ofYaml(path).orElse(null);
            if (key != null) {
                if (value != null && given.put(key, new Given(value, from)) != null) {
                    problems.add("The " + from + " has " + path + " twice.");
                }
            } else if (value instanceof Map<?, ?> inner && isSection(path)) {
                collect(path + ".", inner, from, given, problems);
            } else if (value != null || !isSection(path)) {
                problems.add("The " + from + " has an unknown key " + path
                        + Spelling.suggestion(
                                "", path, Arrays.stream(ConfigKey.values()).map(ConfigKey::yaml)));
            }
        });
    }

    private static boolean isSection(String path) {
        return Arrays.stream(ConfigKey.values()).anyMatch(key -> key.yaml().startsWith(path + "."));
    }
}
