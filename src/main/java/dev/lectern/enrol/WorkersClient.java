package dev.lectern.enrol;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Asks the server on this machine about its workers, and has it shut them out. */
public final class WorkersClient {

    private static final String PATH = "/workers/";
    private static final String KNOWN = PATH + "known";

    private final ServerCall call;

    /** A client; for the parameters see {@link TokenClient}. */
    public WorkersClient(Optional<String> proof, Optional<SSLContext> tls) {
        this.call = new ServerCall(proof, tls);
    }

    /**
     * A worker as the server tells of it; what is not known is null.
     *
     * @param state as in {@code GET /workers}; {@code away} or {@code revoked} of one that is not there
     * @param since when it started
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Listed(
            String name,
            String host,
            Integer slots,
            String state,
            Instant since,
            Instant lastSeen,
            Long tasksDone,
            Long tasksFailed,
            List<Task> busyWith,
            Instant enrolledAt,
            Instant revokedAt) {

        public Listed {
            busyWith = busyWith == null ? List.of() : List.copyOf(busyWith);
        }
    }

    /** A task that a worker has. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Task(String jobId, String task) {}

    /** See {@code http.Enrolment.Removed}. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Done(String worker, Instant revokedAt, int tokensEnded) {}

    /** Everybody who is there, was let in, or was shut out. Blocks. */
    public List<Listed> list(URI server) throws EnrolFailure {
        return List.of(call.get(server, KNOWN, Listed[].class));
    }

    /**
     * Shuts a worker out. Blocks until that is done.
     *
     * @param worker its name; of letters, digits, dots, hyphens and underscores, or the server is not asked
     */
    public Done revoke(URI server, String worker) throws EnrolFailure {
        if (!worker.matches(EnrolRequest.NAME_PATTERN)) {
            throw new EnrolFailure(EnrolFailure.Kind.REFUSED, "No worker can be called \"" + worker + "\".");
        }
        return call.delete(server, PATH + worker, Done.class);
    }
}
