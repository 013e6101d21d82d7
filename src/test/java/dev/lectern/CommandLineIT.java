package dev.lectern;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lectern.testing.Clips;
import dev.lectern.testing.RunningLectern;
import dev.lectern.testing.RunningLectern.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line as a shell sees it: what comes on which stream, and the exit code. */
class CommandLineIT {

    @TempDir
    private Path temp;

    @Test
    void itSaysItsVersion() throws Exception {
        Ended ended = run("--version");
        assertThat(ended.exit()).isZero();
        assertThat(ended.out()).matches("Lectern \\d+\\.\\d+\\S*\\R");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void itExplainsItself() throws Exception {
        Ended ended = run("--help");
        assertThat(ended.exit()).isZero();
        assertThat(ended.out()).contains("serve", "process", "--port", "--data", "--segment-seconds");
        assertThat(ended.err()).isEmpty();
        assertThat(run("process", "--help").out()).contains("FILE", "--out", "Exit codes:");
    }

    @Test
    void anUnknownOptionIsAWrongCommandLine() throws Exception {
        Ended ended = run("--colour");
        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.err()).contains("--colour");
    }

    @Test
    void aFileThatIsNotThereIsAWrongCommandLine() throws Exception {
        Ended ended = run("process", temp.resolve("missing.mp4").toString());
        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.err()).contains("missing.mp4").hasLineCount(1);
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void aFileThatIsNoRecordingFailsWithASentence() throws Exception {
        Path text = Files.writeString(temp.resolve("notes.mp4"), "These are the notes of the first lecture.\n");
        Ended ended = run("process", text.toString());
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err().strip()).endsWith(".").hasLineCount(1).doesNotContain("Exception", "/", "Invalid data");
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void withoutATerminalProgressIsPlainLinesAndTheResultIsAllOfTheOutput() throws Exception {
        Path clip = Clips.playable(temp.resolve("lecture.mp4"));
        Ended ended = run("process", clip.toString());
        assertThat(ended.exit()).isZero();
        assertThat(ended.err().lines())
                .isNotEmpty()
                .allMatch(line -> line.matches("lecture\\.mp4: \\d+ %"))
                .endsWith("lecture.mp4: 100 %");
        JsonNode result = new ObjectMapper().readTree(ended.out());
        assertThat(result.get("version").asText()).isEqualTo("v1");
        assertThat(result.at("/data/trackPoints").size()).isGreaterThan(10);
    }

    @Test
    void theResultGoesToAFileWhole() throws Exception {
        Path clip = Clips.playable(temp.resolve("lecture.mp4"));
        Path out = temp.resolve("out").resolve("result.json");
        Files.createDirectories(out.getParent());
        Ended ended = run("process", clip.toString(), "--out", out.toString());
        assertThat(ended.exit()).isZero();
        assertThat(ended.out()).isEmpty();
        assertThat(new ObjectMapper().readTree(out.toFile()).get("version").asText())
                .isEqualTo("v1");
        try (var files = Files.list(out.getParent())) {
            assertThat(files.toList()).isEqualTo(List.of(out));
        }
    }

    private Ended run(String... arguments) throws Exception {
        return RunningLectern.in(temp.resolve("data")).run(arguments);
    }
}
