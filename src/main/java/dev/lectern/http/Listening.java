package dev.lectern.http;

import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Where and how the server listens, and what a single request may have. */
final class Listening {

    static final int IDLE_SECONDS = 300;

    private static final int MAX_PART_HEADER_BYTES = 16 * 1024;
    private static final int MAX_FORM_FIELDS = 64;
    private static final Set<String> SECURE = Set.of("TLSv1.2", "TLSv1.3");

    private Listening() {}

    static HttpServerOptions options(HttpSettings settings, Optional<AccessSettings.Tls> tls) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(false)
                .setMaxFormAttributeSize(Metadata.MAX_BYTES)
                .setMaxFormBufferedBytes(MAX_PART_HEADER_BYTES)
                .setMaxFormFields(MAX_FORM_FIELDS)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        tls.ifPresent(shown -> options.setSsl(true)
                .setUseAlpn(false)
                .setEnabledSecureTransportProtocols(SECURE)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(shown.certificate().toString())
                        .setKeyPath(shown.key().toString())));
        return options;
    }
}
