package dev.lectern.media;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.Loader;

/**
 * The programs that do the work.
 *
 * @param ffmpeg absolute path of ffmpeg
 * @param ffprobe absolute path of ffprobe
 * @param environment the whole environment that they need, usually only where their libraries are
 */
public record FfmpegBinaries(Path ffmpeg, Path ffprobe, Map<String, String> environment) {

    public FfmpegBinaries {
        Objects.requireNonNull(ffmpeg);
        Objects.requireNonNull(ffprobe);
        environment = Map.copyOf(environment);
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
            Path ffmpeg = Path.of(Loader.load(org.bytedeco.ffmpeg.ffmpeg.class)).toAbsolutePath();
            Path ffprobe =
                    Path.of(Loader.load(org.bytedeco.ffmpeg.ffprobe.class)).toAbsolutePath();
            Path folder = ffmpeg.getParent();
            // Only the programs know the folder of their libraries; the libraries among themselves do not.
            FfmpegBinaries binaries = new FfmpegBinaries(
                    ffmpeg,
                    ffprobe,
                    Map.of("LD_LIBRARY_PATH", folder.toString(), "DYLD_LIBRARY_PATH", folder.toString()));
            DesktopLibraries.provideMissing(binaries);
            return binaries;
        }
    }
}
