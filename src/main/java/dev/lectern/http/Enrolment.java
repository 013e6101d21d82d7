package dev.lectern.http;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

    /** Everybody who was ever let in, by name. Fails with {@link Refused}. */
    Future<List<Known>> known();

    /**
     * A worker is to be shut out.
     *
     * @return completes when it has no connection any more; fails with {@link Refused}
     */
    Future<Removed> revoke(String worker);

    /**
     * A worker that was let in at some time.
     *
     * @param host its machine; null if that is not known
     * @param enrolled when it was let in last; null if that is not known any more
     * @param revoked when it was shut out; null if it was not
     */
    record Known(String name, String host, Instant enrolled, Instant revoked) {

        public Known {
            Objects.requireNonNull(name);
        }
    }

    /**
     * A worker was shut out.
     *
     * @param at when; earlier than now if it had been before
     * @param tokensEnded how many join tokens ended with it
     */
    record Removed(String worker, Instant at, int tokensEnded) {

        public Removed {
            Objects.requireNonNull(worker);
            Objects.requireNonNull(at);
        }
    }

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
            MISSING,
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
