package dev.lectern.detect;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Loads onnxruntime. Left to itself it unpacks 28 MB into a temporary folder that stays behind when the process is killed; here the
 * files are removed as soon as they are loaded, where the system allows it.
 */
final class OrtLibrary {

    private static final String PREFIX = "lectern-ort-";
    private static final List<String> FILES = List.of("libonnxruntime.so", "libonnxruntime4j_jni.so");
    private static final String PATH_PROPERTY = "onnxruntime.native.path";

    private static final OrtEnvironment ENVIRONMENT = load();

    private OrtLibrary() {}

    static OrtEnvironment environment() {
        return ENVIRONMENT;
    }

    private static OrtEnvironment load() {
        boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux");
        String folder = "/ai/onnxruntime/native/" + (isArm() ? "linux-aarch64/" : "linux-x64/");
        if (!linux || System.getProperty(PATH_PROPERTY) != null) {
            return start();
        }
        try {
            sweep();
            Path unpacked =
                    Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-");
            try {
                for (String file : FILES) {
                    unpack(folder + file, unpacked.resolve(file));
                }
                System.setProperty(PATH_PROPERTY, unpacked.toString());
                return start();
            } finally {
                System.clearProperty(PATH_PROPERTY);
                delete(unpacked);
            }
        } catch (IOException e) {
            return start();
        }
    }

    /** Removes what was left by processes that were killed in the middle of this. */
    private static void sweep() throws IOException {
        Path temp = Path.of(System.getProperty("java.io.tmpdir"));
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(temp, PREFIX + "*")) {
            for (Path folder : folders) {
                String pid = folder.getFileName()
                        .toString()
                        .substring(PREFIX.length())
                        .split("-")[0];
                if (pid.matches("\\d{1,18}")
                        && ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
                    delete(folder);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        for (String file : FILES) {
            Files.deleteIfExists(folder.resolve(file));
        }
        Files.deleteIfExists(folder);
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
