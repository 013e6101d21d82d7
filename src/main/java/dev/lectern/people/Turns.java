package dev.lectern.people;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** One after the other for the same key. Thread safe. */
final class Turns {

    private final Map<String, Future<?>> last = new HashMap<>();

    <T> Future<T> take(String key, Supplier<Future<T>> work) {
        Promise<T> mine = Promise.promise();
        Future<?> before;
        synchronized (last) {
            before = last.put(key, mine.future());
        }
        (before == null ? Future.succeededFuture() : before)
                .transform(done -> Future.succeededFuture().compose(go -> work.get()))
                .onComplete(mine);
        mine.future().onComplete(done -> {
            synchronized (last) {
                last.remove(key, mine.future());
            }
        });
        return mine.future();
    }
}
