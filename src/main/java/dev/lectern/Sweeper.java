package dev.lectern;

import dev.lectern.job.DataFolder;
import dev.lectern.media.ScratchFolders;
import dev.lectern.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes while the server runs what {@link DataSweep} removes at its start: what a broken connection, a full disk or a mistake left
 * behind. Nothing is touched that may still be in use, so it waits for long.
 */
final class Sweeper {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final Duration EVERY = Duration.ofHours(1);

    /** An upload brings bytes all the time, or is broken off. */
    private static final Duration UPLOAD = Duration.ofHours(1);

    /** A step may compute for long before it writes. */
    private static final Duration WORK = Duration.ofHours(24);

    private final Vertx vertx;
    private final DataFolder data;
    private final Store store;
    private final Clock clock;

    Sweeper(Vertx vertx, DataFolder data, Store store, Clock clock) {
        this.vertx = vertx;
        this.data = data;
        this.store = store;
        this.clock = clock;
    }

    Sweeper start() {
        vertx.setPeriodic(EVERY.toMillis(), timer -> sweep());
        return this;
    }

    /** Looks once. Never fails. */
    Future<Void> sweep() {
        return store.sessions()
                .ids()
                .compose(ids -> vertx.<Void>executeBlocking(() -> sweep(Set.copyOf(new HashSet<>(ids))), false))
                .otherwise(e -> {
                    LOG.warn("The data folder could not be swept", e);
                    return null;
                });
    }

    private Void sweep(Set<String> ids) throws IOException {
        Instant now = clock.instant();
        for (var folder : List.of(data.uploads(), data.trash())) {
            DataSweep.old(folder, UPLOAD, now);
        }
        DataSweep.old(data.work(), WORK, now, data.arriving(), data.staged());
        DataSweep.old(data.arriving(), WORK, now);
        DataSweep.old(data.staged(), WORK, now);
        DataSweep.orphans(data.sessions(), ids, UPLOAD, now);
        ScratchFolders.sweep();
        return null;
    }
}
