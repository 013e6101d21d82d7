package dev.lectern.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class HttpDateTest {

    @Test
    void theDayHasTwoDigits() {
        assertThat(HttpDate.of(Instant.parse("2026-12-01T09:05:07.9Z"))).isEqualTo("Tue, 01 Dec 2026 09:05:07 GMT");
    }
}
