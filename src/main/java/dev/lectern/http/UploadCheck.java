package dev.lectern.http;

import io.vertx.core.Future;
import java.nio.file.Path;

/** Looks at a recording before it is accepted. */
@FunctionalInterface
public interface UploadCheck {

    /**
     * Looks at a file.
     *
     * @return fails with a {@link dev.lectern.job.TaskFailure}: permanent if this is no recording that can be processed (its
     *     sentence is shown), of another kind if that could not be found out just now
     */
    Future<Void> check(Path recording);
}
