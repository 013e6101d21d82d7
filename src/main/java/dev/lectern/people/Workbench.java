package dev.lectern.people;

import dev.lectern.http.People.Change;
import dev.lectern.http.People.Refused;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;

/** Works out what is asked and what follows from what is said, on threads of its own. */
final class Workbench {

    /** So many recordings are worked on at once, so that they do not fill the memory. */
    static final int AT_ONCE = 2;

    private final Recall recall;
    private final WorkerExecutor threads;

    Workbench(Vertx vertx, Recall recall) {
        this.recall = recall;
        this.threads = vertx.createSharedWorkerExecutor("lectern-people", AT_ONCE);
    }

    /** Finds out who is who, and keeps it for who asks next. */
    Future<Void> prepare(StoredSession stored) {
        return onThread(() -> recall.of(stored.row().session(), stored.made())).mapEmpty();
    }

    void forget(String sessionId) {
        recall.forget(sessionId);
    }

    /** What is shown now; also of a session that cannot be corrected. */
    Future<View> view(StoredSession stored) {
        return onThread(() -> request(stored).view(stored.said(), stored.newest(), stored.history()));
    }

    Future<Request.Understood> understood(StoredSession stored, Change change, JsonObject said) {
        return onThread(() -> request(stored).understood(stored.said(), stored.nextNumber(), change, said));
    }

    /** The result that follows from all that was said. */
    Future<Document> derived(StoredSession stored, Said said) {
        return onThread(() -> request(stored).follows(said));
    }

    private Request request(StoredSession stored) {
        return new Request(recall, stored.row().session(), stored.made());
    }

    private <T> Future<T> onThread(Callable<T> work) {
        return threads.executeBlocking(work, false)
                .recover(e -> Future.failedFuture(
                        e instanceof Uncorrectable ? new Refused(Refused.Kind.NOT_NOW, e.getMessage()) : e));
    }
}
