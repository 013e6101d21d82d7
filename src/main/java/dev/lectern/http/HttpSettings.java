package dev.lectern.http;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * How the HTTP side is to be.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 takes a free one
 * @param corsOrigins origins whose pages may use the API; {@code *} allows all, but without credentials
 * @param maxUploadBytes the largest recording taken, at least 1
 * @param diskReserveBytes space that an upload must leave free on the disk
 * @param dataDir the data folder; it exists and can be written to
 * @param version what it says which Lectern it is
 * @param detector what it says which detector it works with
 */
public record HttpSettings(
        String host,
        int port,
        List<String> corsOrigins,
        long maxUploadBytes,
        long diskReserveBytes,
        Path dataDir,
        String version,
        String detector) {

    public HttpSettings {
        Objects.requireNonNull(host);
        Objects.requireNonNull(dataDir);
        Objects.requireNonNull(version);
        Objects.requireNonNull(detector);
        corsOrigins = List.copyOf(corsOrigins);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port of " + port);
        }
        if (maxUploadBytes < 1 || diskReserveBytes < 0) {
            throw new IllegalArgumentException("uploads of " + maxUploadBytes + ", reserve " + diskReserveBytes);
        }
    }
}
