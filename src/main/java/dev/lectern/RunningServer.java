package dev.lectern;

import dev.lectern.config.Settings;
import dev.lectern.enrol.ServerTls;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * The server that runs with these settings, as commands on its machine reach it.
 *
 * @throws IllegalArgumentException with a sentence, if the settings do not say where it is
 */
record RunningServer(Settings settings) {

    RunningServer {
        if (settings.port() == 0) {
            throw new IllegalArgumentException(
                    "Port 0 is not where a server is: say which port it listens on with LECTERN_PORT or --port.");
        }
    }

    /** Where it is: as a number, because the server trusts no names here. */
    URI address() {
        String host = everywhere() ? "127.0.0.1" : numeric(settings.host());
        return URI.create(scheme() + bracketed(host) + ":" + settings.port());
    }

    /** Where workers reach it. */
    String addressForWorkers() {
        String host = everywhere() ? settings.cluster().host() : settings.host();
        return scheme() + bracketed(host) + ":" + settings.port();
    }

    /** Shows that the command is run by who runs the server; empty if that cannot be shown. */
    Optional<String> proof() {
        return OperatorKey.read(settings.data());
    }

    /** Whom to believe over HTTPS; empty if it speaks plain HTTP. */
    Optional<SSLContext> tls() {
        return settings.access().tls().map(tls -> ServerTls.exactly(tls.certificate()));
    }

    private String scheme() {
        return settings.access().tls().isPresent() ? "https://" : "http://";
    }

    private boolean everywhere() {
        return settings.host().matches("0\\.0\\.0\\.0|\\[?::]?");
    }

    private static String numeric(String host) {
        try {
            return InetAddress.getByName(host).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("The host " + host + " is not known.", e);
        }
    }

    private static String bracketed(String host) {
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }
}
