package dev.lectern.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JobStateTest {

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource({
        "QUEUED,    QUEUED,    false",
        "QUEUED,    RUNNING,   true",
        "QUEUED,    COMPLETED, true",
        "QUEUED,    FAILED,    true",
        "RUNNING,   QUEUED,    false",
        "RUNNING,   RUNNING,   false",
        "RUNNING,   COMPLETED, true",
        "RUNNING,   FAILED,    true",
        "COMPLETED, QUEUED,    false",
        "COMPLETED, RUNNING,   false",
        "COMPLETED, COMPLETED, false",
        "COMPLETED, FAILED,    false",
        "FAILED,    QUEUED,    false",
        "FAILED,    RUNNING,   false",
        "FAILED,    COMPLETED, false",
        "FAILED,    FAILED,    false",
    })
    void changes(JobState from, JobState to, boolean allowed) {
        assertThat(from.mayBecome(to)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @EnumSource
    void isReadByItsLabel(JobState state) {
        assertThat(JobState.parse(state.label())).isEqualTo(state);
    }

    @Test
    void knowsWhichHaveWorkToDo() {
        assertThat(JobState.values()).filteredOn(JobState::active).containsExactly(JobState.QUEUED, JobState.RUNNING);
        assertThatThrownBy(() -> JobState.parse("cancelled")).isInstanceOf(IllegalArgumentException.class);
    }
}
