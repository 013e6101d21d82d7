package dev.lectern.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {

    private static final String TRUTH = """
            {"width":200,"height":100,
             "metrics":{"fractionVisible":0.75,"longestGapMs":1500,"gapList":[[600,2100]]},
             "track":[{"tMs":0,"bbox":{"x":0.2,"y":0.2,"w":0.2,"h":0.6},"visible":true,"visibleFraction":1},
                      {"tMs":200,"bbox":{"x":0.3,"y":0.2,"w":0.2,"h":0.6},"visible":true,"visibleFraction":0.8},
                      {"tMs":400,"bbox":{"x":0.4,"y":0.2,"w":0.2,"h":0.6},"visible":true,"visibleFraction":0.3},
                      {"tMs":600,"bbox":null,"visible":false,"visibleFraction":0}]}""";

    private static final String RESULT = """
            {"frameDetections":[{"tMs":0,"bbox":{"x":0.2,"y":0.2,"w":0.2,"h":0.6},"conf":0.9},
                                {"tMs":190,"bbox":{"x":0.7,"y":0.2,"w":0.2,"h":0.6},"conf":0.9},
                                {"tMs":400,"bbox":null,"conf":null},{"tMs":600,"bbox":null,"conf":null}],
             "trackPoints":[{"tMs":0,"cx":0.3,"cy":0.54,"quality":"measured"},
                            {"tMs":190,"cx":0.8,"cy":0.5,"quality":"measured"},
                            {"tMs":400,"cx":0.8,"cy":0.5,"quality":"lost"},
                            {"tMs":600,"cx":0.8,"cy":0.5,"quality":"interpolated"}],
             "derivedMetrics":{"coverage":0.8,"longestGapMs":1000}}""";

    @TempDir
    Path folder;

    @Test
    void everyFigureIsWhatItSays() throws IOException {
        Path file = Files.writeString(folder.resolve("clip.gt.json"), TRUTH);
        Evaluation evaluation = Evaluation.of(Truth.read(file), RESULT.getBytes(StandardCharsets.UTF_8));
        assertThat(evaluation.rightShare()).isEqualTo(0.5);
        assertThat(evaluation.rightPerson()).isFalse();
        assertThat(evaluation.recall()).isEqualTo(0.5);
        assertThat(evaluation.p95Error()).isCloseTo(0.4, within(1e-9));
        assertThat(evaluation.falsePresence()).isEqualTo(0.25);
        assertThat(evaluation.coverageDifference()).isCloseTo(0.05, within(1e-9));
        assertThat(evaluation.longestGapDifferenceMs()).isEqualTo(-500);
        assertThat(evaluation.longGapDifference()).isEqualTo(-1);
    }
}
