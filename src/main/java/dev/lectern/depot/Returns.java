package dev.lectern.depot;

import dev.lectern.job.CancelToken;
import dev.lectern.job.TaskFailure;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes back what was sent and will not be reported. A server that does not answer just now is asked again until it does, because it may
 * only be frozen and have all of it already. Thread safe.
 */
final class Returns {

    private static final Logger LOG = LoggerFactory.getLogger(Returns.class);

    /** A slot that was told to stop does not wait longer than that. */
    private static final Duration AT_ONCE = Duration.ofSeconds(3);

    private static final Duration LATER = Duration.ofSeconds(15);
    private static final long AGAIN_SECONDS = 5;
    /** By then the server has swept what nobody went on with. */
    private static final int TRIES = 180;

    private final DepotClient client;
    private final ScheduledExecutorService later;

    Returns(DepotClient client, ScheduledExecutorService later) {
        this.client = client;
        this.later = later;
    }

    /** Takes an artefact back. Blocks for some seconds at most, also if this thread was told to stop. */
    void takeBack(String name) {
        boolean stopped = Thread.interrupted();
        try {
            if (!taken(name, AT_ONCE)) {
                again(name, 1);
            }
        } finally {
            if (stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void again(String name, int tries) {
        if (tries > TRIES) {
            LOG.warn("{} could not be taken back", name);
            return;
        }
        try {
            later.schedule(
                    () -> {
                        if (!taken(name, LATER)) {
                            again(name, tries + 1);
                        }
                    },
                    AGAIN_SECONDS,
                    TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            // This worker ends; the server waits for nothing of it for long.
            LOG.debug("{} is not taken back", name);
        }
    }

    private boolean taken(String name, Duration patience) {
        try {
            client.send(
                    DepotPaths.artefact(name),
                    HttpRequest.Builder::DELETE,
                    BodyHandlers.ofString(),
                    new Heartbeat(),
                    patience,
                    new CancelToken());
            return true;
        } catch (IOException | TaskFailure e) {
            LOG.debug("{} could not be taken back now: {}", name, e.toString());
            return false;
        }
    }
}
