package dev.lectern.detect;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import dev.lectern.media.ScratchFolders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Loads onnxruntime. Left to itself it unpacks 28 MB into a temporary folder that stays behind when the process is killed; here the
 * files are removed as soon as they are loaded, where the system allows it.
 */
final class OrtLibrary {

    private static final List<String> FILES = List.of("libonnxruntime.so", "libonnxruntime4j_jni.so");
    private static final List<String> LIBRARIES = List.of("onnxruntime", "onnxruntime4j_jni");
    private static final String PATH_PROPERTY = "onnxruntime.native.path";

    private OrtLibrary() {}

    /** When it is asked for first, so that {@link #from} comes before it. */
    private static final class Loaded {
        static final OrtEnvironment ENVIRONMENT = load();
    }

    static OrtEnvironment environment() {
        return Loaded.ENVIRONMENT;
    }

    /**
     * Loads another build than the one that comes with Lectern. Its files stay where they are, because it loads those of its
     * execution providers when they are first used.
     */
    static void from(Path folder) throws UnusableProvider {
        for (String library : LIBRARIES) {
            Path file = folder.resolve(System.mapLibraryName(library));
            if (!Files.isRegularFile(file)) {
                throw new UnusableProvider("There is no " + file.getFileName() + " in " + folder
                        + ", which was named as the folder of onnxruntime's native libraries (LECTERN_RUNTIME).");
            }
        }
        System.setProperty(PATH_PROPERTY, folder.toString());
        try {
            environment();
        } catch (LinkageError | RuntimeException e) {
            throw new UnusableProvider(
                    "The onnxruntime in " + folder
                            + " cannot be loaded (LECTERN_RUNTIME); it must be built for this kind"
                            + " of machine, and of the version that comes with Lectern: " + Providers.reason(e) + ".",
                    e);
        }
    }

    private static OrtEnvironment load() {
        boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux");
        String folder = "/ai/onnxruntime/native/" + (isArm() ? "linux-aarch64/" : "linux-x64/");
        if (!linux || System.getProperty(PATH_PROPERTY) != null) {
            return start();
        }
        try {
            Path unpacked = ScratchFolders.make("ort");
            try {
                for (String file : FILES) {
                    unpack(folder + file, unpacked.resolve(file));
                }
                System.setProperty(PATH_PROPERTY, unpacked.toString());
                return start();
            } finally {
                System.clearProperty(PATH_PROPERTY);
                ScratchFolders.delete(unpacked);
            }
        } catch (IOException e) {
            return start();
        }
    }

    private static OrtEnvironment start() {
        OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "lectern");
        try {
            environment.setTelemetry(false);
        } catch (OrtException e) {
            throw new IllegalStateException("onnxruntime does not start", e);
        }
        return environment;
    }

    private static void unpack(String resource, Path file) throws IOException {
        try (InputStream in = OrtEnvironment.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException(resource + " is not on the class path");
            }
            Files.copy(in, file);
        }
    }

    private static boolean isArm() {
        String architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return architecture.startsWith("aarch64") || architecture.startsWith("arm");
    }
}
