package dev.lectern.depot;

import dev.lectern.job.DataFolder;
import dev.lectern.job.SessionFolder;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Gives out all that was detected in a recording, see {@link DetectionStream}. One segment at a time is in memory. */
final class DetectionsRoute implements Handler<RoutingContext> {

    private final DataFolder data;
    private final WorkerExecutor disk;

    DetectionsRoute(DataFolder data, WorkerExecutor disk) {
        this.data = data;
        this.disk = disk;
    }

    @Override
    public void handle(RoutingContext ctx) {
        String key = ctx.pathParam(DepotPaths.KEY);
        if (!DepotPaths.isKey(key)) {
            throw FileRoutes.missing();
        }
        Stream stream = new Stream(FileRoutes.folder(data, ctx), key, ctx.response(), Promise.promise());
        stream.read(0)
                .compose(first -> {
                    Buffer frame = first.orElseThrow(FileRoutes::missing);
                    ctx.response().setChunked(true);
                    stream.send(0, frame);
                    return stream.ended.future();
                })
                .onFailure(e -> Refusal.answer(ctx, e));
    }

    private final class Stream {

        private final SessionFolder folder;
        private final String key;
        private final HttpServerResponse response;
        private final Promise<Void> ended;

        Stream(SessionFolder folder, String key, HttpServerResponse response, Promise<Void> ended) {
            this.folder = folder;
            this.key = key;
            this.response = response;
            this.ended = ended;
        }

        Future<Optional<Buffer>> read(int segment) {
            Path file = folder.detections(key, segment);
            return disk.executeBlocking(() -> framed(file), false);
        }

        void send(int segment, Buffer frame) {
            response.write(frame)
                    .compose(written -> read(segment + 1))
                    .onFailure(ended::fail)
                    .onSuccess(next -> next.ifPresentOrElse(
                            buffer -> send(segment + 1, buffer),
                            () -> response.end(DetectionStream.end()).onComplete(ended)));
        }
    }

    private static Optional<Buffer> framed(Path file) throws IOException {
        try {
            return Optional.of(DetectionStream.frame(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
