package dev.lectern;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lectern.detect.DetectionCodec;
import dev.lectern.detect.FrameDetections;
import dev.lectern.testing.Clips;
import dev.lectern.testing.RunningLectern;
import dev.lectern.testing.RunningLectern.Ended;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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
        assertThat(ended.out()).contains("serve", "process", "evaluate", "--port", "--data", "--segment-seconds");
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

    @Test
    void knownRecordingsAreEvaluatedAndTheirDetectionsUsedAgain() throws Exception {
        Path folder = temp.resolve("detections");
        Path mot = temp.resolve("mot");
        String[] arguments = {
            "evaluate",
            "--truth",
            "docs/sample/lecture.truth.json",
            "--detections",
            folder.toString(),
            "--mot",
            mot.toString()
        };
        Ended first = run(arguments);
        assertThat(first.exit()).isZero();
        assertThat(first.err().lines()).allMatch(line -> line.matches("lecture\\.mp4: \\d+ %"));
        assertThat(first.out().lines().map(line -> line.replaceAll(" +", " ")))
                .hasSize(4)
                .anyMatch(line -> line.startsWith("| lecture | lectern | yes | 1.000 |"))
                .anyMatch(line -> line.startsWith("| lecture | baseline | yes |"));
        assertThat(mot.resolve("trackers/lectern-train/baseline/data/lecture.txt"))
                .isNotEmptyFile();

        // What is kept is what is used: with other detections the same recording gives another table.
        Path kept;
        try (Stream<Path> files = Files.walk(folder)) {
            kept = files.filter(Files::isRegularFile).toList().get(0);
        }
        Files.write(kept, DetectionCodec.encode(List.of(new FrameDetections(0, List.of()))));
        Ended again = run(arguments);
        assertThat(again.exit()).isZero();
        assertThat(again.out()).contains("| lectern  | no ").isNotEqualTo(first.out());

        Files.writeString(kept, "torn");
        Ended torn = run(arguments);
        assertThat(torn.exit()).isEqualTo(3);
        assertThat(torn.err().lines().reduce((a, b) -> b).orElse("")).contains("Delete " + kept);
    }

    @Test
    void aTruthThatCannotBeUsedIsAWrongCommandLine() throws Exception {
        Path torn = Files.writeString(temp.resolve("torn.gt.json"), "{\"file\": \"a.mp4\", \"track\": [");
        Path alone = Files.writeString(
                temp.resolve("alone.gt.json"),
                "{\"file\":\"gone.mp4\",\"width\":2,\"height\":2,\"track\":[{\"tMs\":0,\"bbox\":null}]}");
        wrong("torn.gt.json is not JSON", "evaluate", "--truth", torn.toString());
        wrong("gone.mp4", "evaluate", "--truth", "docs/sample/lecture.truth.json", alone.toString());
        wrong(
                "missing.json",
                "evaluate",
                "--truth",
                temp.resolve("missing.json").toString());
        String sample = "docs/sample/lecture.truth.json";
        wrong("two truth files with the name lecture", "evaluate", "--truth", sample, "--truth", sample);
        Ended none = run("evaluate");
        assertThat(none.exit()).isEqualTo(2);
        assertThat(none.err()).contains("--truth");
    }

    @Test
    void aKnownRecordingThatIsNoneFailsWithASentence() throws Exception {
        Files.writeString(temp.resolve("notes.mp4"), "These are the notes of the first lecture.\n");
        Path truth = Files.writeString(
                temp.resolve("notes.gt.json"),
                "{\"file\":\"notes.mp4\",\"width\":2,\"height\":2,\"track\":[{\"tMs\":0,\"bbox\":null}]}");
        Ended ended = run("evaluate", "--truth", truth.toString());
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err().strip()).endsWith(".").hasLineCount(1).doesNotContain("Exception");
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void hardwareThatIsNotThereIsSaidWithWhatIsThere() throws Exception {
        Path clip = Clips.playable(temp.resolve("lecture.mp4"));
        notThere("does not offer coreml, it offers cpu", "process", clip.toString(), "--provider", "coreml");
        notThere("no hardware decoder abacus: this ffmpeg knows ", "process", clip.toString(), "--decoder", "abacus");
        notThere("There is no libonnxruntime.so in " + temp, "process", clip.toString(), "--runtime", temp.toString());
        notThere("does not offer coreml, it offers cpu", "--port", "0", "--provider", "coreml");
        notThere("does not offer coreml", "worker", "--join", "http://127.0.0.1:1", "--provider", "coreml");
        notThere("no hardware decoder abacus", "worker", "--join", "http://127.0.0.1:1", "--decoder", "abacus");
        wrong("detector.provider is \"gpu\"", "worker", "--join", "http://127.0.0.1:1", "--provider", "gpu");
    }

    @Test
    void anotherRuntimeAndWhateverHardwareWorksGiveTheSameResult() throws Exception {
        Path clip = Clips.playable(temp.resolve("lecture.mp4"));
        Path runtime = Files.createDirectory(temp.resolve("runtime"));
        for (String library : List.of("libonnxruntime.so", "libonnxruntime4j_jni.so")) {
            String resource = "/ai/onnxruntime/native/linux-x64/" + library;
            try (InputStream in = OrtEnvironment.class.getResourceAsStream(resource)) {
                Files.copy(in, runtime.resolve(library));
            }
        }
        Ended usual = run("process", clip.toString());
        Ended other = run(
                "process", clip.toString(), "--runtime", runtime.toString(), "--provider", "auto", "--decoder", "auto");
        assertThat(other.exit()).as(other.err()).isZero();
        assertThat(other.out()).isEqualTo(usual.out()).contains("\"detectorRuntime\":\"onnxruntime-cpu\"");

        Files.writeString(runtime.resolve("libonnxruntime.so"), "none");
        notThere("cannot be loaded (LECTERN_RUNTIME)", "process", clip.toString(), "--runtime", runtime.toString());
    }

    private void notThere(String sentence, String... arguments) throws Exception {
        Ended ended = run(arguments);
        assertThat(ended.exit()).as(ended.err()).isEqualTo(3);
        assertThat(ended.err().lines().reduce((a, b) -> b).orElse(""))
                .contains(sentence)
                .endsWith(".");
        assertThat(ended.out()).isEmpty();
    }

    private void wrong(String sentence, String... arguments) throws Exception {
        Ended ended = run(arguments);
        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.err()).contains(sentence).hasLineCount(1);
        assertThat(ended.out()).isEmpty();
    }

    private Ended run(String... arguments) throws Exception {
        return RunningLectern.in(temp.resolve("data")).run(arguments);
    }
}
