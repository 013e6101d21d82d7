package dev.lectern.http;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The dashboard's files, each read and compressed once: there are few, and they never change while the server runs. */
final class DashboardFiles {

    /** Names that cannot lead anywhere else; what is asked for is not trusted. */
    private static final Pattern NAME = Pattern.compile("(assets/)?[A-Za-z0-9_-][A-Za-z0-9._-]*");

    private final ClassLoader loader;
    private final String folder;
    private final Map<String, DashboardFile> loaded = new ConcurrentHashMap<>();

    DashboardFiles(ClassLoader loader, String folder) {
        this.loader = loader;
        this.folder = folder;
    }

    /** A file that was loaded before; null if it was not. */
    DashboardFile known(String name) {
        return loaded.get(name);
    }

    /** Reads a file. */
    Optional<DashboardFile> load(String name) throws IOException {
        if (!NAME.matcher(name).matches() || !DashboardFile.isServed(name)) {
            return Optional.empty();
        }
        try (InputStream in = loader.getResourceAsStream(folder + name)) {
            if (in == null) {
                return Optional.empty();
            }
            DashboardFile file = DashboardFile.of(name, Buffer.buffer(in.readAllBytes()));
            loaded.put(name, file);
            return Optional.of(file);
        }
    }
}
