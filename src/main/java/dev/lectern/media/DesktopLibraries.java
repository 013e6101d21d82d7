package dev.lectern.media;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the bundled programs start on a machine without a desktop. They are linked to the libraries of microphones and screens
 * (for capturing, which Lectern never does), and a server does not have those. Each one that is missing gets a
 * {@linkplain PlaceholderLibrary placeholder} in the folder of the programs.
 */
final class DesktopLibraries {

    private static final Logger LOG = LoggerFactory.getLogger(DesktopLibraries.class);
    private static final Pattern MISSING =
            Pattern.compile("error while loading shared libraries: (\\S+): cannot open shared object file");

    /** What may be missing, with the versions of their symbols that libavdevice asks for. */
    static final Map<String, List<String>> OPTIONAL = Map.of(
            "libpulse.so.0", List.of("PULSE_0"),
            "libasound.so.2", List.of("ALSA_0.9", "ALSA_0.9.0rc4"),
            "libxcb.so.1", List.of(),
            "libxcb-shm.so.0", List.of(),
            "libxcb-shape.so.0", List.of(),
            "libxcb-xfixes.so.0", List.of());

    private DesktopLibraries() {}

    /**
     * Starts ffmpeg until it runs, with one placeholder more each time.
     *
     * @throws IllegalStateException if it does not run for another reason
     */
    static void provideMissing(FfmpegBinaries binaries) {
        try {
            for (int round = 0; round <= OPTIONAL.size(); round++) {
                String complaint = complaintOf(binaries);
                if (complaint.isEmpty()) {
                    return;
                }
                Matcher missing = MISSING.matcher(complaint);
                if (!missing.find() || !OPTIONAL.containsKey(missing.group(1))) {
                    throw new IllegalStateException("The bundled ffmpeg does not run on this machine: " + complaint);
                }
                write(binaries.ffmpeg().resolveSibling(missing.group(1)), OPTIONAL.get(missing.group(1)));
            }
            throw new IllegalStateException("The bundled ffmpeg does not run on this machine");
        } catch (IOException e) {
            throw new IllegalStateException("The bundled ffmpeg could not be started: " + e.getMessage(), e);
        }
    }

    private static void write(Path library, List<String> versions) throws IOException {
        LOG.debug("{} is not on this machine; ffmpeg gets a placeholder", library.getFileName());
        byte[] bytes = PlaceholderLibrary.of(library.getFileName().toString(), versions, System.getProperty("os.arch"));
        // Another Lectern may do the same at this moment: the name appears at once and whole.
        Path temporary = Files.createTempFile(library.getParent(), "placeholder", ".tmp");
        Files.write(temporary, bytes);
        try {
            Files.move(temporary, library, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            Files.deleteIfExists(temporary);
        }
    }

    private static String complaintOf(FfmpegBinaries binaries) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(binaries.ffmpeg().toString(), "-version");
        builder.environment().clear();
        builder.environment().putAll(binaries.environment());
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            String complaint = new String(process.getErrorStream().readNBytes(2000), StandardCharsets.UTF_8).strip();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "no answer in 20 s";
            }
            return process.exitValue() == 0 ? "" : complaint + " (exit code " + process.exitValue() + ")";
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
