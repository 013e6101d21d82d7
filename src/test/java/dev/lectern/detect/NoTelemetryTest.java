package dev.lectern.detect;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Recordings of classrooms are private: a runtime that knows how to report to its maker is not taken. 1.29.0 is such a one. */
class NoTelemetryTest {

    @Test
    void theRuntimeKnowsNoAddressToReportTo() throws IOException {
        String library = "/ai/onnxruntime/native/linux-x64/libonnxruntime.so";
        try (InputStream in = OrtEnvironment.class.getResourceAsStream(library)) {
            String bytes = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(bytes.contains("events.data.microsoft.com")).isFalse();
        }
    }
}
