package dev.lectern.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskNameTest {

    @ParameterizedTest
    @CsvSource({
        "inspect, INSPECT, 0",
        "encode/0003, ENCODE, 3",
        "transcode, TRANSCODE, 0",
        "detect/0000, DETECT, 0",
        "detect/0007, DETECT, 7",
        "detect/28800, DETECT, 28800",
        "track, TRACK, 0"
    })
    void isWrittenAndReadAlike(String text, TaskKind kind, int segment) {
        TaskName name = new TaskName(kind, segment);
        assertThat(name).hasToString(text);
        assertThat(TaskName.parse(text)).isEqualTo(name);
        assertThat(new String(Json.bytes(name), StandardCharsets.UTF_8)).isEqualTo('"' + text + '"');
        assertThat(Json.read(Json.bytes(name), TaskName.class)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Inspect", "inspect/0000", "detect", "detect/", "detect/x", "detect/-001", "encode", "follow"
            })
    void refusesWhatNamesNoTask(String text) {
        assertThatThrownBy(() -> TaskName.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyWhatIsDoneInPartsHasNumbers() {
        assertThatThrownBy(() -> new TaskName(TaskKind.TRACK, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TaskName.detect(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
