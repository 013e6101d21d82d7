package dev.lectern.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.job.Parameters;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigKeyTest {

    private static final Path SHIPPED = Path.of("conf", "lectern.yaml");
    private static final Pattern SETTING = Pattern.compile("#([A-Za-z.]+): (.+)");

    @Test
    void isInTheShippedFileOnceWithACommentThatNamesItsVariableAndOption() throws IOException {
        List<String> lines = Files.readAllLines(SHIPPED);
        List<String> found = lines.stream()
                .map(SETTING::matcher)
                .filter(Matcher::matches)
                .map(setting -> setting.group(1))
                .toList();
        assertThat(found).containsExactlyElementsOf(yamlNames());
        for (ConfigKey key : ConfigKey.values()) {
            int at = lines.indexOf(lines.stream()
                    .filter(line -> line.startsWith("#" + key.yaml() + ": "))
                    .findFirst()
                    .orElseThrow());
            assertThat(lines.get(at - 1)).startsWith("# ").contains(key.environment(), key.option());
        }
        assertThat(lines).allMatch(line -> line.isEmpty() || line.startsWith("#"));
    }

    @Test
    void hasTheBuiltInValueInTheShippedFile(@TempDir Path here) throws Exception {
        String uncommented = Files.readAllLines(SHIPPED).stream()
                .map(line -> SETTING.matcher(line).matches() ? line.substring(1) : line)
                .collect(Collectors.joining("\n"));
        Path file = Files.writeString(here.resolve("all.yaml"), uncommented);
        assertThat(SettingsLoader.load(here, Optional.of(file), Map.of(), Map.of()))
                .isEqualTo(SettingsLoader.load(here, Optional.empty(), Map.of(), Map.of()));
        assertThat(ConfigFile.read(file)).hasSameSizeAs(ConfigKey.values());
    }

    @Test
    void isInTheSchemaWithASentenceAboutWhatItMayBe() throws IOException {
        JsonObject properties = schema();
        assertThat(properties.fieldNames()).containsExactlyInAnyOrderElementsOf(yamlNames());
        assertThat(properties.fieldNames())
                .allSatisfy(name -> assertThat(properties.getJsonObject(name).getString("description"))
                        .isNotBlank());
    }

    @Test
    void hasTheRangesOfAJobsParameters() throws IOException {
        JsonObject fps = schema().getJsonObject("sampleFps");
        assertThat(fps.getDouble("minimum")).isEqualTo(Parameters.MIN_SAMPLE_FPS);
        assertThat(fps.getDouble("maximum")).isEqualTo(Parameters.MAX_SAMPLE_FPS);
        assertThat(schema().getJsonObject("segmentSeconds").getInteger("maximum"))
                .isEqualTo(Parameters.MAX_SEGMENT_SECONDS);
    }

    @Test
    void hasAnOptionThatIsNamedLikeItsVariable() {
        assertThat(ConfigKey.SAMPLE_FPS.option()).isEqualTo("--sample-fps");
        assertThat(Arrays.stream(ConfigKey.values()).map(ConfigKey::option)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(ConfigKey.values()).map(ConfigKey::environment))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("LECTERN_[A-Z_]+"));
    }

    private static List<String> yamlNames() {
        return Arrays.stream(ConfigKey.values()).map(ConfigKey::yaml).toList();
    }

    private static JsonObject schema() throws IOException {
        try (InputStream in = ConfigKeyTest.class.getResourceAsStream("/config-schema.json")) {
            return new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8)).getJsonObject("properties");
        }
    }
}
