package dev.lectern.http;

import dev.lectern.access.Identity;
import dev.lectern.job.Ids;
import dev.lectern.upload.PartialUpload;
import dev.lectern.upload.PartialUploads;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The recordings that come in pieces: announced with their size, filled from where they are, accepted when they are whole. One thing at a
 * time is done with each of them, and who asks for one has given up the connection on which it sent before. What is known of them is on
 * the disk alone, so they go on after another start. Lives on one event loop.
 */
final class Resumable {

    private static final Logger LOG = LoggerFactory.getLogger(Resumable.class);

    /** How many may be unfinished of one client, and of all. */
    private static final int PER_CLIENT = 50;

    private static final int ALL = 1000;

    private final Vertx vertx;
    private final HttpSettings settings;
    private final Recordings recordings;
    private final PartialUploads uploads;
    private final Acceptance acceptance;
    private final Clock clock;
    private final Map<String, Piece> writers = new HashMap<>();
    private final HashesSoFar hashes = new HashesSoFar();
    private final Map<String, Future<?>> turns = new HashMap<>();

    /**
     * How an upload stands.
     *
     * @param offset how many of its bytes are there
     * @param expires until when the next ones are waited for
     */
    record State(PartialUpload upload, long offset, Instant expires) {}

    Resumable(Vertx vertx, HttpSettings settings, Recordings recordings, Acceptance acceptance, Clock clock) {
        this.vertx = vertx;
        this.settings = settings;
        this.recordings = recordings;
        this.uploads = recordings.partial();
        this.acceptance = acceptance;
        this.clock = clock;
    }

    /** Goes on after a start: what was whole and not accepted yet is accepted now. Never fails. */
    Future<Void> resume() {
        return sweep().compose(swept -> blocking(uploads::unfinished))
                .compose(all -> {
                    Future<Void> last = Future.succeededFuture();
                    for (PartialUpload upload : all) {
                        last = last.compose(before -> inTurn(upload.id(), () -> known(upload.id(), Identity.ANYBODY)
                                        .compose(state -> settled(state, Ids.newTrace())))
                                .transform(done -> Future.succeededFuture()));
                    }
                    return last;
                })
                .otherwise(e -> {
                    LOG.warn("Uploads that are whole could not be looked for", e);
                    return null;
                });
    }

    /** Forgets what nobody goes on with. Never fails. */
    Future<Void> sweep() {
        // Not while one is being announced, which is not whole on the disk then.
        return inTurn("", () -> {
                    Set<String> busy = Set.copyOf(writers.keySet());
                    hashes.forget();
                    return blocking(() -> {
                        uploads.sweep(clock.instant(), busy);
                        return (Void) null;
                    });
                })
                .otherwise(e -> {
                    LOG.warn("Uploads that nobody goes on with could not be looked for", e);
                    return null;
                });
    }

    /**
     * Announces an upload.
     *
     * @param client who is counted for it
     * @return fails with an {@link ApiFailure} if there is no room for it
     */
    Future<State> announce(long length, Metadata metadata, Identity who, String client) {
        if (length < 1) {
            return Future.failedFuture(ApiFailure.invalid("The file is empty"));
        }
        if (length > settings.maxUploadBytes()) {
            return Future.failedFuture(FormFailures.tooLarge(settings.maxUploadBytes()));
        }
        PartialUpload upload = PartialUpload.announced(length, metadata.text(), who.owner(), client, clock.instant());
        // One at a time, so that two do not both get the last of the room.
        return inTurn("", () -> recordings
                .usableSpace()
                .compose(usable -> blocking(() -> {
                    checkRoom(length, usable, uploads.unfinished(), client);
                    uploads.announce(upload);
                    uploads.touch(upload, clock.instant());
                    return state(upload);
                })));
    }

    private void checkRoom(long length, long usable, List<PartialUpload> unfinished, String client) throws IOException {
        long promised = length;
        int own = 0;
        for (PartialUpload other : unfinished) {
            promised += other.length() - uploads.offset(other);
            own += other.client().equals(client) ? 1 : 0;
        }
        if (own >= PER_CLIENT || unfinished.size() >= ALL) {
            throw new ApiFailure(
                    ErrorCode.TOO_MANY_REQUESTS,
                    own + " of your uploads are not finished; finish or remove some of them before you begin another");
        }
        if (usable - promised < settings.diskReserveBytes()) {
            throw FormFailures.diskFull();
        }
    }

    /** How an upload stands; what is whole and was not accepted yet is accepted first. */
    Future<State> find(String id, Identity who, String trace) {
        return inTurn(id, () -> known(id, who).compose(state -> settled(state, trace)));
    }

    /**
     * Takes the next piece.
     *
     * @param offset where its sender believes it to go on
     * @param declared how long it will be; -1 if that was not said
     * @return how the upload stands after it, also if it was cut on its way
     */
    Future<State> append(String id, Identity who, long offset, long declared, Piece piece, String trace) {
        return inTurn(id, () -> known(id, who).compose(state -> {
            if (offset != state.offset()) {
                return Future.failedFuture(new ApiFailure(
                        ErrorCode.CONFLICT, "The upload goes on at byte " + state.offset() + ", not at " + offset));
            }
            long room = state.upload().length() - offset;
            if (declared > room) {
                return Future.failedFuture(Piece.tooMuch());
            }
            return room == 0
                    ? settled(state, trace)
                    : write(state.upload(), offset, room, piece).compose(written -> settled(written, trace));
        }));
    }

    /** Forgets an upload, and what is there of it. What it has become by now stays. */
    Future<Void> delete(String id, Identity who) {
        return inTurn(id, () -> known(id, who)
                .compose(state -> blocking(() -> {
                    uploads.delete(id);
                    return null;
                })));
    }

    private Future<State> write(PartialUpload upload, long offset, long room, Piece piece) {
        writers.put(upload.id(), piece);
        HashesSoFar.HashSoFar hash = hashes.of(upload.id(), offset);
        Future<BlockFile> opened = recordings
                .usableSpace()
                .compose(usable -> usable - room < settings.diskReserveBytes()
                        ? Future.failedFuture(FormFailures.diskFull())
                        : BlockFile.open(
                                vertx, uploads.bytes(upload), offset, hash.digest(), StandardOpenOption.WRITE));
        return opened.compose(file ->
                        piece.into(file, room).onSuccess(done -> hashes.keep(upload.id(), hash.and(file.bytes()))))
                .recover(cause -> Future.failedFuture(FormFailures.of(cause)))
                .onComplete(done -> writers.remove(upload.id(), piece))
                .compose(written -> blocking(() -> {
                    uploads.touch(upload, clock.instant());
                    return state(upload);
                }));
    }

    /** Accepts what is whole. Only what cannot be helped is remembered as refused; all else is tried again when it is asked for. */
    private Future<State> settled(State state, String trace) {
        PartialUpload upload = state.upload();
        if (upload.state() != PartialUpload.State.ARRIVING || state.offset() < upload.length()) {
            return Future.succeededFuture(state);
        }
        Path file = uploads.bytes(upload);
        return acceptance
                .accepted(upload.sessionId())
                .compose(already -> already
                        ? ended(upload.accepted())
                        : sha256(upload)
                                .map(hash ->
                                        new Received(file, upload.length(), hash, Metadata.parse(upload.metadata())))
                                .compose(received -> acceptance.accept(
                                        received, upload.sessionId(), upload.jobId(), trace, upload.owner()))
                                .compose(job -> ended(upload.accepted()))
                                .recover(cause -> cause instanceof ApiFailure known
                                                && known.code() == ErrorCode.UNSUPPORTED_MEDIA_TYPE
                                        ? ended(upload.refused(known.code().status(), known.getMessage()))
                                        : Future.failedFuture(cause)));
    }

    /** Read from the disk only where this server did not see all of it come. */
    private Future<String> sha256(PartialUpload upload) {
        return hashes.whole(upload.id(), upload.length())
                .map(Future::succeededFuture)
                .orElseGet(() -> blocking(() -> uploads.sha256(upload)));
    }

    private Future<State> ended(PartialUpload upload) {
        return blocking(() -> {
            uploads.note(upload);
            return state(upload);
        });
    }

    private Future<State> known(String id, Identity who) {
        return blocking(() -> uploads.find(id)
                        .filter(upload -> who.seesAll() || Objects.equals(upload.owner(), who.owner()))
                        .orElseThrow(() -> new ApiFailure(
                                ErrorCode.NOT_FOUND,
                                "There is no such upload, or it was waited for in vain; begin it anew")))
                .compose(upload -> blocking(() -> state(upload)));
    }

    private State state(PartialUpload upload) throws IOException {
        return new State(upload, uploads.offset(upload), uploads.expires(upload));
    }

    private <T> Future<T> inTurn(String id, Supplier<Future<T>> work) {
        Piece writer = writers.get(id);
        if (writer != null) {
            writer.cut();
        }
        Future<T> mine =
                turns.<Object>getOrDefault(id, Future.succeededFuture()).transform(before -> work.get());
        turns.put(id, mine);
        return mine.onComplete(done -> turns.remove(id, mine));
    }

    private <T> Future<T> blocking(Callable<T> work) {
        return vertx.executeBlocking(work, false);
    }
}
