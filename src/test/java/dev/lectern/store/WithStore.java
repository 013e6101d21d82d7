package dev.lectern.store;

import static dev.lectern.testing.Await.await;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of a store, each with one of its own. */
class WithStore {

    @TempDir
    Path folder;

    final Vertx vertx = Vertx.vertx();
    Store store;

    @BeforeEach
    void open() {
        store = await(Store.open(vertx, folder.resolve("backend.db")));
    }

    @AfterEach
    void close() {
        await(store.close());
        await(vertx.close());
    }
}
