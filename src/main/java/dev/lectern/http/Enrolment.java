package dev.lectern.http;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.Objects;

/** How the HTTP side has workers of other JVMs let in. */
public interface Enrolment {

    /**
     * A worker asks to be let in.
     *
     * @param request as it came
     * @param fromHere whether it certainly comes from this very machine
     * @param tokenNeeded whether that is not enough to be let in
     * @return what it is answered; fails with {@link Refused}
     */
    Future<JsonObject> enrol(JsonObject request, boolean fromHere, boolean tokenNeeded);

    /**
     * The operator asks for something that lets workers in.
     *
     * @return what is answered; fails with {@link Refused}
     */
    Future<JsonObject> token(Duration validity);

    /**
     * Whether the two ends of a connection are on one machine. Nobody else can connect from a loopback address, nor from the very
     * address that is connected to.
     */
    default boolean sameMachine(SocketAddress remote, SocketAddress local) {
        return SameMachine.is(remote, local);
    }

    /** It is not done; the message is the sentence for who asked. */
    final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /** Why not. */
        public enum Kind {
            INVALID,
            FORBIDDEN,
            INCOMPATIBLE,
            UNAVAILABLE
        }

        private final Kind kind;

        public Refused(Kind kind, String sentence) {
            super(Objects.requireNonNull(sentence), null, false, false);
            this.kind = Objects.requireNonNull(kind);
        }

        Kind kind() {
            return kind;
        }
    }
}
