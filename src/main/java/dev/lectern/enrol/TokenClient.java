package dev.lectern.enrol;

import java.net.URI;
import java.time.Duration;

/** Asks the server on this machine for a join token. */
public final class TokenClient {

    static final String PATH = "/workers/tokens";

    private final ServerCall call = new ServerCall();

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
