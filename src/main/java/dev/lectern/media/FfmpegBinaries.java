package dev.lectern.media;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.javacpp.Loader;

/**
 * The programs that do the work.
 *
 * @param ffmpeg absolute path of ffmpeg
 * @param ffprobe absolute path of ffprobe
 * @param environment the whole environment that they need, usually only where their libraries are
 * @param hardware what decodes the pictures that are looked at, as ffmpeg calls it, see {@link HardwareDecoders}; empty for software
 */
public record FfmpegBinaries(Path ffmpeg, Path ffprobe, Map<String, String> environment, Optional<String> hardware) {

    public FfmpegBinaries {
        Objects.requireNonNull(ffmpeg);
        Objects.requireNonNull(ffprobe);
        environment = Map.copyOf(environment);
        Objects.requireNonNull(hardware);
    }

    /** Programs that decode in software. */
    public FfmpegBinaries(Path ffmpeg, Path ffprobe, Map<String, String> environment) {
        this(ffmpeg, ffprobe, environment, Optional.empty());
    }

    /**
     * The programs that the bytedeco jars carry, unpacked into JavaCPP's cache on the first call. Thread safe; later calls are
     * free.
     *
     * @throws IllegalStateException if they cannot be unpacked or do not run on this machine
     */
    public static FfmpegBinaries bundled() {
        return Bundled.BINARIES;
    }

    /** Unpacks on first use; the class loader makes that happen once. */
    private static final class Bundled {
        static final FfmpegBinaries BINARIES = unpack();

        private static FfmpegBinaries unpack() {
            // Not Loader.load, which would also load the JNI libraries into this JVM: we only run programs, and those
            // libraries
            // need a desktop.
            String platform = Loader.getPlatform();
            String suffix = platform.startsWith("windows") ? ".exe" : "";
            try {
                Path folder = unpacked(platform);
                Path ffmpeg = executable(folder.resolve("ffmpeg" + suffix));
                Path ffprobe = executable(folder.resolve("ffprobe" + suffix));
                // Only the programs know the folder of their libraries; the libraries among themselves do not.
                FfmpegBinaries binaries = new FfmpegBinaries(
                        ffmpeg,
                        ffprobe,
                        Map.of("LD_LIBRARY_PATH", folder.toString(), "DYLD_LIBRARY_PATH", folder.toString()));
                DesktopLibraries.provideMissing(binaries);
                return binaries;
            } catch (IOException e) {
                throw new IllegalStateException("The bundled ffmpeg could not be unpacked: " + e.getMessage(), e);
            }
        }

        private static Path unpacked(String platform) throws IOException {
            File folder = Loader.cacheResource(ffmpeg.class, platform + "/");
            if (folder == null) {
                throw new IOException("the jar holds none for " + platform);
            }
            return folder.toPath().toAbsolutePath();
        }

        private static Path executable(Path program) throws IOException {
            if (!Files.isRegularFile(program)
                    || !Files.isExecutable(program) && !program.toFile().setExecutable(true)) {
                throw new IOException(program + " cannot be executed");
            }
            return program;
        }
    }
}
