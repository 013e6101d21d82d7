package dev.lectern.detect;

import dev.lectern.media.ScratchFolders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of the model that comes with Lectern; the build makes them. */
enum BundledFile {
    /** The model as it was trained. */
    WHOLE("nanodet-g.onnx", "bundled"),
    /** The same with numbers of 8 bits. */
    QUICK("nanodet-g-quick.onnx", "bundled, quick");

    private final String resource;
    private final String source;

    BundledFile(String resource, String source) {
        this.resource = resource;
        this.source = source;
    }

    /** Something that is made of a file which is gone afterwards. */
    interface Use<T> {
        T of(Path file) throws IOException, UnusableModel;
    }

    /** What results say about where it is from. */
    String source() {
        return source;
    }

    byte[] bytes() {
        try (InputStream in = open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Unpacks it. As a file, because onnxruntime reads that for itself: as bytes, most of the heap that an idle JVM has would be for
     * them.
     */
    <T> T unpacked(Use<T> use) throws UnusableModel {
        try {
            Path folder = ScratchFolders.make("model");
            try {
                Path file = folder.resolve(resource);
                try (InputStream in = open()) {
                    Files.copy(in, file);
                }
                return use.of(file);
            } finally {
                ScratchFolders.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The bundled model could not be unpacked: " + e.getMessage(), e);
        }
    }

    private InputStream open() {
        InputStream in = BundledFile.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException("this build of Lectern has no bundled model");
        }
        return in;
    }
}
