package dev.lectern.http;

import dev.lectern.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether there are accounts, so that everybody has to say who they are. It shuts as soon as there is one, also if that was made by
 * another process, and does not open again while this server runs.
 */
final class Lock {

    private static final Logger LOG = LoggerFactory.getLogger(Lock.class);
    private static final long LOOK_MS = 500;

    private final Vertx vertx;
    private final Store store;
    private boolean shut;

    Lock(Vertx vertx, Store store) {
        this.vertx = vertx;
        this.store = store;
    }

    /** Looks, and goes on looking. */
    Future<Void> start() {
        vertx.setPeriodic(LOOK_MS, timer -> {
            if (shut) {
                vertx.cancelTimer(timer);
            } else {
                look().onFailure(cause -> LOG.warn("it could not be found out whether there are accounts", cause));
            }
        });
        return look();
    }

    boolean shut() {
        return shut;
    }

    /** There is an account now. */
    void shutNow() {
        shut = true;
    }

    private Future<Void> look() {
        return store.accounts().any().map(any -> {
            if (any && !shut) {
                LOG.info("there are accounts: who wants anything has to log in");
            }
            shut |= any;
            return null;
        });
    }
}
