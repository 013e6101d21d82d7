package dev.lectern.enrol;

import dev.lectern.cluster.MeetingPoint;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Where workers ask to be let in. Nothing of it is done before the first one asks: the register is opened and the cluster started
 * then. What blocks is done on Vert.x' threads for that.
 */
public final class Reception {

    private final Vertx vertx;
    private final Callable<Registrar> opening;
    private final Supplier<Future<Set<String>>> live;
    private final Supplier<Future<MeetingPoint>> meeting;
    private final Function<Removed, Future<Void>> expel;
    private Future<Registrar> registrar;

    /**
     * A reception.
     *
     * @param opening opens the register; may block, is called once unless it fails
     * @param live what the workers that are there now are called, the server's own among them
     * @param meeting starts the cluster if that was not done yet
     * @param expel ends what stands with workers that were shut out; completes when nothing of theirs stands any more
     */
    public Reception(
            Vertx vertx,
            Callable<Registrar> opening,
            Supplier<Future<Set<String>>> live,
            Supplier<Future<MeetingPoint>> meeting,
            Function<Removed, Future<Void>> expel) {
        this.vertx = vertx;
        this.opening = opening;
        this.live = live;
        this.meeting = meeting;
        this.expel = expel;
    }

    /**
     * Lets a worker in.
     *
     * @param json an {@link EnrolRequest}
     * @param fromHere whether it certainly comes from this very machine
     * @param tokenNeeded whether that is not enough to be let in without a token
     * @return fails with {@link Refusal}, or with whatever kept the server from it
     */
    public Future<EnrolAnswer> enrol(byte[] json, boolean fromHere, boolean tokenNeeded) {
        return open().compose(
                        register -> vertx.executeBlocking(() -> register.admit(json, fromHere, tokenNeeded), false)
                                .compose(admission -> live.get().compose(names -> meeting.get()
                                        .compose(place -> vertx.executeBlocking(
                                                () -> register.answer(admission, names, place), false)))));
    }

    /**
     * Makes a join token.
     *
     * @return fails with {@link Refusal}, or with whatever kept the server from it
     */
    public Future<JoinTokens.Made> token(Duration validity) {
        return open().compose(register ->
                vertx.executeBlocking(() -> register.tokens().make(validity), false));
    }

    /** Everybody who was ever let in, by name; see {@link KnownWorker}. Fails with whatever kept the server from it. */
    public Future<List<KnownWorker>> known() {
        return open().compose(register ->
                vertx.executeBlocking(() -> register.workers().known(), false));
    }

    /**
     * Shuts a worker out.
     *
     * @return completes when it has no connection any more; fails with {@link Refusal}, or with whatever kept the server from it
     */
    public Future<Removed> revoke(String worker) {
        return open().compose(register ->
                        vertx.executeBlocking(() -> register.workers().revoke(worker), false))
                .compose(removed -> removed.before()
                        ? Future.succeededFuture(removed)
                        : expel.apply(removed).map(removed));
    }

    private synchronized Future<Registrar> open() {
        if (registrar == null || registrar.failed()) {
            registrar = vertx.executeBlocking(opening, false);
        }
        return registrar;
    }
}
