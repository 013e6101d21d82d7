package dev.lectern.http;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Whether everything that is needed is there. */
@FunctionalInterface
public interface Readiness {

    /**
     * Looks at the parts.
     *
     * @return an object with a boolean {@code ready} and an object {@code checks}, the state of each part as text; a failure
     *     means not ready
     */
    Future<JsonObject> check();
}
