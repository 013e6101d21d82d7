package dev.lectern.http;

import dev.lectern.access.Passwords;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;

/** Does what is slow on purpose on threads of its own, few at once; who comes when many wait is sent away. */
final class PasswordCheck {

    private static final int AT_ONCE = 2;
    private static final int WAITING_AT_MOST = 32;

    private final WorkerExecutor threads;
    private int underWay;

    PasswordCheck(Vertx vertx) {
        this.threads = vertx.createSharedWorkerExecutor("lectern-passwords", AT_ONCE);
    }

    /** See {@link Passwords#matches}. */
    Future<Boolean> matches(String password, String hash) {
        return run(() -> Passwords.matches(password, hash));
    }

    /** See {@link Passwords#hash}. */
    Future<String> hash(String password) {
        return run(() -> Passwords.hash(password));
    }

    private <T> Future<T> run(Callable<T> work) {
        if (underWay >= WAITING_AT_MOST) {
            return Future.failedFuture(
                    new ApiFailure(ErrorCode.UNAVAILABLE, "Too many log in just now; try again in a moment"));
        }
        underWay++;
        return threads.executeBlocking(work, false).onComplete(done -> underWay--);
    }
}
