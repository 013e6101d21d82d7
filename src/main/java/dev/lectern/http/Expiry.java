package dev.lectern.http;

import dev.lectern.job.Session;
import dev.lectern.job.Subject;
import dev.lectern.store.SessionRow;
import dev.lectern.store.Store;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes what has become too old. A session that is being worked on is left alone until the next time. */
final class Expiry {

    private static final Logger LOG = LoggerFactory.getLogger(Expiry.class);

    private final Store store;
    private final Recordings recordings;
    private final Deletion deletion;
    private final KeepFor keep;
    private final Clock clock;

    Expiry(Store store, Recordings recordings, Deletion deletion, KeepFor keep, Clock clock) {
        this.store = store;
        this.recordings = recordings;
        this.deletion = deletion;
        this.keep = keep;
        this.clock = clock;
    }

    /** Looks at all sessions once, one after the other. Never fails: what could not be deleted is tried again next time. */
    Future<Void> look() {
        if (keep.equals(KeepFor.EVER)) {
            return Future.succeededFuture();
        }
        return store.sessions().list().compose(this::each).otherwise(e -> {
            LOG.warn("What is too old could not be looked for", e);
            return null;
        });
    }

    private Future<Void> each(List<SessionRow> rows) {
        Future<Void> last = Future.succeededFuture();
        for (SessionRow row : rows) {
            last = last.compose(done -> look(row).otherwise(e -> {
                about(row).on(LOG.atWarn()).setCause(e).log("is too old, but could not be deleted");
                return null;
            }));
        }
        return last;
    }

    private Future<Void> look(SessionRow row) {
        if (row.newestJob() != null && row.newestJob().state().active()) {
            return Future.succeededFuture();
        }
        if (isOlder(row.session(), keep.sessions())) {
            return deletion.delete(row)
                    .onSuccess(done ->
                            about(row).on(LOG.atInfo()).log("was deleted: it is older than {}", days(keep.sessions())));
        }
        if (isOlder(row.session(), keep.recordings())) {
            return recordings.deleteVideos(row.session().id()).<Void>map(any -> {
                if (any) {
                    about(row)
                            .on(LOG.atInfo())
                            .log("lost its video, which is older than {}; its results stay", days(keep.recordings()));
                }
                return null;
            });
        }
        return Future.succeededFuture();
    }

    private boolean isOlder(Session session, Optional<Duration> age) {
        Instant now = clock.instant();
        return age.isPresent() && session.createdAt().plus(age.get()).isBefore(now);
    }

    private static String days(Optional<Duration> age) {
        long hours = age.orElseThrow().toHours();
        return hours % 24 == 0 ? hours / 24 + " days" : hours + " hours";
    }

    private static Subject about(SessionRow row) {
        return Subject.session(row.session().id());
    }
}
