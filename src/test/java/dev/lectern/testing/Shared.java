package dev.lectern.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Recordings that are not part of the project and may be absent. */
public final class Shared {

    private Shared() {}

    public static Path media(String path) {
        return Path.of(System.getProperty("lectern.shared", "../shared"), "media")
                .resolve(path);
    }

    /** A broken or hostile file and what must become of it: reject, process or either. */
    public record Bad(Path file, String expect) {
        @Override
        public String toString() {
            return file.getFileName() + " -> " + expect;
        }
    }

    public static List<Bad> bad() {
        Path index = media("bad/index.json");
        List<Bad> bad = new ArrayList<>();
        if (Files.exists(index)) {
            try {
                for (JsonNode file : new ObjectMapper().readTree(index.toFile()).path("files")) {
                    bad.add(new Bad(
                            media("bad/" + file.path("file").asText()),
                            file.path("expect").asText()));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return bad;
    }
}
