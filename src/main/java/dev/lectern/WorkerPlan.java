package dev.lectern;

import dev.lectern.config.Settings;
import dev.lectern.enrol.ServerTls;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What a worker in a JVM of its own is asked for, with what can be said about it before it starts.
 *
 * @param server its HTTP address
 * @param token lets in a worker that the server does not know
 * @param slots how many tasks at once, 1 to 1,024
 * @param name what it would like to be called
 * @param machine what its machine calls itself
 * @param data where to keep what outlives this run; empty for nothing
 * @param address by which others reach this machine; empty to find out
 * @param ports first of the ports to listen on; 0 for free ones
 * @param grace for what has begun when it is told to end
 * @param serverCa whom to believe if the server is asked over HTTPS; empty for whom every Java believes
 * @param hardware what this machine works with; the server's settings say nothing of it
 * @param apart whether to fetch recordings even if the server's folder is seen from here
 * @throws IllegalArgumentException with a sentence, if something of it cannot be
 */
record WorkerPlan(
        URI server,
        Optional<String> token,
        int slots,
        String name,
        String machine,
        Optional<Path> data,
        Optional<String> address,
        int ports,
        Duration grace,
        Optional<Path> serverCa,
        Settings.Hardware hardware,
        boolean apart) {

    WorkerPlan {
        if (!("http".equals(server.getScheme()) || "https".equals(server.getScheme())) || server.getHost() == null) {
            throw new IllegalArgumentException(
                    "--join needs the address of a server, for example http://server:8000, and not " + server);
        }
        if (slots < 1 || slots > 1024) {
            throw new IllegalArgumentException("--slots must be 1 to 1024, and not " + slots);
        }
        if (ports < 0 || ports > 65_532) {
            throw new IllegalArgumentException("--ports must be 0 to 65532, and not " + ports);
        }
        serverCa.ifPresent(ServerTls::trusting);
        if (grace.isNegative()) {
            throw new IllegalArgumentException("--grace must not be negative");
        }
        Objects.requireNonNull(token);
        Objects.requireNonNull(hardware);
    }
}
