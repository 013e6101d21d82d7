package dev.lectern.http;

import java.time.Duration;
import java.util.Objects;

/**
 * What one client ({@link Clients}) and all of them together may take.
 *
 * @param uploadsPerClient recordings that one client may be sending at once
 * @param importsPerMinute recordings that one client may begin to send in a minute, all at once if it likes
 * @param streamsPerClient event streams of one client
 * @param streams event streams of all clients
 * @param connectionsPerClient open connections of one client
 * @param connections open connections of all clients
 * @param queuedJobs jobs that may have work to do; further ones are refused until some are done
 * @param request how long the head of a request, or a small body, may take to arrive; an idle connection is closed after as long
 * @param uploadBytesPerSecond the least speed of an upload
 * @param uploadPatience how long an upload may be slower than that, whether it comes slowly or not at all
 */
public record HttpLimits(
        int uploadsPerClient,
        int importsPerMinute,
        int streamsPerClient,
        int streams,
        int connectionsPerClient,
        int connections,
        int queuedJobs,
        Duration request,
        long uploadBytesPerSecond,
        Duration uploadPatience) {

    /** Only single requests are bounded. */
    static final HttpLimits NONE = new HttpLimits(
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Duration.ofSeconds(Listening.IDLE_SECONDS),
            0,
            Duration.ofSeconds(Listening.IDLE_SECONDS));

    public HttpLimits {
        Objects.requireNonNull(request);
        Objects.requireNonNull(uploadPatience);
        if (uploadsPerClient < 1
                || importsPerMinute < 1
                || streamsPerClient < 1
                || streams < 1
                || connectionsPerClient < 1
                || connections < 1
                || queuedJobs < 1
                || request.toMillis() < 1
                || uploadBytesPerSecond < 0
                || uploadPatience.toMillis() < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }
}
