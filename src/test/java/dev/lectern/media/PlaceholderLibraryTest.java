package dev.lectern.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lectern.job.CancelToken;
import dev.lectern.testing.Clips;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaceholderLibraryTest {

    @Test
    void theProgramsRunOnAMachineWithoutAnyLibraryOfADesktop(@TempDir Path folder) throws Exception {
        String architecture = System.getProperty("os.arch");
        assumeTrue(System.getProperty("os.name").equals("Linux"), "only Linux has these libraries");
        // Found first, these stand for all of the machine's own.
        for (Map.Entry<String, List<String>> library : DesktopLibraries.OPTIONAL.entrySet()) {
            Files.write(
                    folder.resolve(library.getKey()),
                    PlaceholderLibrary.of(library.getKey(), library.getValue(), architecture));
        }
        FfmpegBinaries real = Clips.BINARIES;
        FfmpegBinaries poor = new FfmpegBinaries(
                real.ffmpeg(),
                real.ffprobe(),
                Map.of("LD_LIBRARY_PATH", folder + ":" + real.environment().get("LD_LIBRARY_PATH")));

        try (MediaProcess process = MediaProcess.start(
                poor, poor.ffprobe(), List.of("-v", "error", "-version"), Limits.QUICK, new CancelToken())) {
            assertThat(process.output().readAllBytes()).isNotEmpty();
            assertThat(process.await()).isZero();
            assertThat(process.complaint()).isEmpty();
        }
    }

    @Test
    void otherArchitecturesAreRefusedByName() {
        assertThatThrownBy(() -> PlaceholderLibrary.of("libpulse.so.0", List.of(), "s390x"))
                .hasMessageContaining("s390x");
    }
}
