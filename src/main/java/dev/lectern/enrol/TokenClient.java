package dev.lectern.enrol;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Asks the server on this machine for a join token. */
public final class TokenClient {

    static final String PATH = "/workers/tokens";

    private final ServerCall call;

    /**
     * A client.
     *
     * @param proof what shows that its user runs the server, see {@code http.AccessSettings}; empty if it cannot be read
     * @param tls whom to believe over HTTPS, see {@link ServerTls}; empty for whom every Java believes
     */
    public TokenClient(Optional<String> proof, Optional<SSLContext> tls) {
        this.call = new ServerCall(proof, tls);
    }

    private record Wish(long expiresSeconds) {}

    /**
     * Asks for a token. Blocks.
     *
     * @param server see {@link EnrolClient#server(String)}
     * @param validity how long it is to be good
     */
    public JoinTokens.Made make(URI server, Duration validity) throws EnrolFailure {
        return call.post(server, PATH, new Wish(validity.toSeconds()), JoinTokens.Made.class);
    }
}
