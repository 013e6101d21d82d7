package dev.lectern.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;

/**
 * One upload while it arrives: the {@code video} part goes to a file as it comes, and the sender is paused when the disk is
 * slower. Once something is wrong, what still comes is thrown away and nothing is left on the disk. Lives on one event loop.
 */
final class IncomingForm {

    private static final String VIDEO = "video";
    private static final String METADATA = "metadata";

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final Path target;
    private final long maxVideoBytes;
    private final HttpLimits limits;
    private final UploadPace pace;
    private final Promise<Received> result = Promise.promise();
    private final Buffer metadataFile = Buffer.buffer();
    private Future<PartFile> file;
    private HttpServerFileUpload video;
    private boolean videoComplete;
    private boolean requestEnded;
    private boolean finished;
    private boolean failed;
    private long otherBytes;

    IncomingForm(Vertx vertx, HttpServerRequest request, Path target, long maxVideoBytes, HttpLimits limits) {
        this.vertx = vertx;
        this.request = request;
        this.target = target;
        this.maxVideoBytes = maxVideoBytes;
        this.limits = limits;
        this.pace = new UploadPace(limits);
    }

    /**
     * Receives a form from a request that was paused before any of it was read.
     *
     * @return fails with an {@link ApiFailure}, or with what went wrong, when nothing is left on the disk
     */
    Future<Received> receive() {
        request.setExpectMultipart(true);
        request.uploadHandler(this::onFile);
        request.exceptionHandler(
                cause -> fail(FormFailures.of(cause) instanceof ApiFailure known ? known : Incoming.unreadable()));
        request.endHandler(end -> onEnd());
        Incoming.goAhead(request);
        request.resume();
        long timer = vertx.setPeriodic(limits.uploadPatience().toMillis(), look -> notTooSlow());
        return result.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    private void notTooSlow() {
        if (pace.tooSlow() && !requestEnded) {
            fail(Incoming.tooSlow());
        }
    }

    private void onFile(HttpServerFileUpload upload) {
        upload.exceptionHandler(cause -> fail(FormFailures.of(cause)));
        if (failed) {
            upload.handler(chunk -> {});
        } else if (upload.name().equals(VIDEO)) {
            onVideo(upload);
        } else {
            upload.handler(chunk -> onOther(upload.name(), chunk));
        }
    }

    private void onVideo(HttpServerFileUpload upload) {
        upload.handler(chunk -> {});
        if (file != null) {
            fail(ApiFailure.invalid("Only one recording can be uploaded at a time"));
            return;
        }
        if (upload.filename() == null || upload.filename().isBlank()) {
            fail(new ApiFailure(ErrorCode.BAD_REQUEST, "The recording has no file name; choose a file"));
            return;
        }
        if (!metadataIsRight()) {
            return;
        }
        video = upload;
        pauseVideo();
        file = PartFile.create(vertx, target);
        file.onSuccess(part -> {
                    part.failure().onFailure(cause -> fail(FormFailures.of(cause)));
                    upload.handler(chunk -> onVideoBytes(part, chunk));
                    upload.endHandler(end -> {
                        videoComplete = true;
                        settle();
                    });
                    resumeVideo();
                })
                .onFailure(cause -> {
                    fail(FormFailures.of(cause));
                    resumeVideo();
                });
    }

    private void pauseVideo() {
        pace.pause();
        video.pause();
    }

    private void resumeVideo() {
        pace.resume();
        video.resume();
        settle();
    }

    private void onVideoBytes(PartFile part, Buffer chunk) {
        pace.came(chunk.length());
        if (failed) {
            return;
        }
        if (part.bytes() + chunk.length() > maxVideoBytes) {
            fail(FormFailures.tooLarge(maxVideoBytes));
            return;
        }
        part.write(chunk);
        if (part.isFull()) {
            pauseVideo();
            part.onDrained(drained -> resumeVideo());
        }
    }

    private void onOther(String name, Buffer chunk) {
        pace.came(chunk.length());
        otherBytes += chunk.length();
        if (otherBytes > Metadata.MAX_BYTES) {
            fail(new ApiFailure(ErrorCode.TOO_LARGE, "Only the part named video may be large"));
        } else if (name.equals(METADATA)) {
            metadataFile.appendBuffer(chunk);
        }
    }

    private void onEnd() {
        requestEnded = true;
        if (metadataIsRight() && file == null) {
            fail(ApiFailure.invalid("The form must have a file named video"));
        }
        settle();
    }

    /** The request may end while bytes of the video still wait here for the disk; those come before the end counts. */
    private void settle() {
        if (failed || finished || !requestEnded || pace.isPaused()) {
            return;
        }
        if (videoComplete) {
            finish();
        } else {
            vertx.runOnContext(later -> {
                if (!videoComplete && !pace.isPaused() && !failed) {
                    fail(new ApiFailure(ErrorCode.BAD_REQUEST, "The upload ended before its end"));
                }
            });
        }
    }

    private void finish() {
        finished = true;
        if (file.result().bytes() == 0) {
            fail(ApiFailure.invalid("The file is empty"));
        } else {
            file.result()
                    .finish(metadata())
                    .onSuccess(received -> {
                        // A write that failed may be told after the last one succeeded.
                        if (!failed) {
                            result.tryComplete(received);
                        }
                    })
                    .onFailure(cause -> fail(FormFailures.of(cause)));
        }
    }

    private boolean metadataIsRight() {
        try {
            metadata();
            return true;
        } catch (ApiFailure e) {
            fail(e);
            return false;
        }
    }

    private Metadata metadata() {
        String field = request.formAttributes().get(METADATA);
        return Metadata.parse(field != null ? field : metadataFile.toString());
    }

    private void fail(Throwable cause) {
        if (failed || result.future().isComplete()) {
            return;
        }
        failed = true;
        if (video != null) {
            // What still comes has to flow to be thrown away.
            video.resume();
        }
        Future<Void> cleaned = file == null ? Future.succeededFuture() : file.compose(PartFile::discard);
        cleaned.onComplete(done -> result.tryFail(cause));
    }
}
