package dev.lectern.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.testing.Answer;
import dev.lectern.testing.Eventually;
import dev.lectern.testing.HalfUpload;
import dev.lectern.testing.KnownAs;
import dev.lectern.testing.RunningLectern;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** One cell: brings a recording to the moment, strikes, sees how it goes on, and heals what was struck. */
final class Scene {

    /** Longer than a lease, and than anybody waits for an answer. */
    private static final Duration FROZEN = Duration.ofSeconds(12);

    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;

    private final World world;
    private final Cell cell;
    private final Reference reference;
    private Instant struck;
    /** From when recovery is counted. */
    private Instant since;

    /**
     * What came of it.
     *
     * @param work what is in the world now
     * @param recovery from the blow until the work went on; from the end of the frozen state if server or Redis were frozen
     */
    record Outcome(Work work, Duration recovery) {}

    Scene(World world, Cell cell, Reference reference) {
        this.world = world;
        this.cell = cell;
        this.reference = reference;
    }

    /** Plays it; empty if the moment was over before the blow fell. */
    Optional<Outcome> play() throws Exception {
        return switch (cell.moment()) {
            case UPLOAD -> upload();
            case QUEUED -> queued();
            case DELETE -> delete();
            case INSPECT, TRANSCODE, TRACK -> task(cell.moment().toString());
            case ENCODE -> task("encode/0001");
            case DETECT -> task("detect/0002");
            case PUBLISH -> publish();
        };
    }

    private Optional<Outcome> upload() throws Exception {
        world.withWorkers("w1", "w2");
        try (HalfUpload half = HalfUpload.begin(world.address(), reference.recording())) {
            Eventually.becomes(World.PATIENCE, "the upload to reach the disk", () -> !world.look()
                    .uploads()
                    .isEmpty());
            strike("w1");
            if (cell.victim() == Victim.SERVER) {
                heal("w1");
            }
            Work work;
            if (cell.victim() == Victim.SERVER && cell.blow() == Blow.KILL) {
                assertThat(world.look().uploads()).isEmpty();
                assertThat(world.server().get("/sessions")).isEmpty();
                work = world.upload(reference);
            } else {
                work = world.follow(accepted(half.finish()), reference);
            }
            // Without Redis it is accepted and waits; without a worker there is another one.
            if (cell.victim() == Victim.REDIS) {
                heal("w1");
            }
            Duration recovery = untilNews(work);
            if (cell.victim() == Victim.WORKER) {
                heal("w1");
            }
            return Optional.of(new Outcome(work, recovery));
        }
    }

    /** With a worker as the victim: the only slot that asked for work is struck just before there is some. */
    private Optional<Outcome> queued() throws Exception {
        if (cell.victim() == Victim.WORKER) {
            world.withWorkers("w1");
            strike("w1");
            Work work = world.upload(reference);
            world.withWorkers("w2");
            Duration recovery = untilNews(work);
            heal("w1");
            return Optional.of(new Outcome(work, recovery));
        }
        Work work = world.upload(reference);
        work.follower().await(World.PATIENCE, "the job", told -> told.type().equals("queued"));
        strike(null);
        heal(null);
        world.withWorkers("w1", "w2");
        return Optional.of(new Outcome(work, untilNews(work)));
    }

    private Optional<Outcome> task(String task) throws Exception {
        world.withWorkers("w1", "w2");
        Work work = world.upload(reference);
        Follower.Told begun = work.follower().await(World.PATIENCE, "the start of " + task, told -> told.started(task));
        return goesOn(work, begun);
    }

    /** Only between workers that see nothing of the server's folder: what the others made is published without being sent. */
    private Optional<Outcome> publish() throws Exception {
        world.withWorkers("w1", "w3");
        Work work = world.upload(reference);
        Follower.Told begun =
                work.follower().await(World.PATIENCE, "the start of transcode", told -> told.started("transcode"));
        while (world.look().sent().isEmpty()) {
            // The moment is short, so there is no pause between two looks.
            if (work.follower().told().stream().anyMatch(Follower.Told::last)) {
                return Optional.empty();
            }
            Thread.onSpinWait();
        }
        return goesOn(work, begun);
    }

    private Optional<Outcome> goesOn(Work work, Follower.Told begun) throws Exception {
        String task = begun.task();
        String worker = begun.worker();
        strike(worker);
        if (cell.victim() != Victim.WORKER) {
            heal(worker);
            if (tellsOf(work, told -> told.finished(task) && told.at().isBefore(struck))) {
                return Optional.empty();
            }
            return Optional.of(new Outcome(work, untilNews(work)));
        }
        Follower.Told next = work.follower()
                .await(
                        World.PATIENCE,
                        task + " to go on elsewhere",
                        told -> told.finished(task)
                                || told.started(task) && !told.worker().equals(worker));
        if (next.finished(task)) {
            return Optional.empty();
        }
        Duration recovery = Duration.between(struck, next.at());
        heal(worker);
        if (cell.blow() == Blow.FREEZE || cell.blow() == Blow.CUT) {
            theLateOneIsRefused(work, task, worker);
        }
        return Optional.of(new Outcome(work, recovery));
    }

    private void theLateOneIsRefused(Work work, String task, String worker) {
        Eventually.becomes(
                World.PATIENCE, "the late one to be told that its task is no longer its own", () -> world.worker(worker)
                        .output()
                        .lines()
                        .anyMatch(line -> line.contains("task=" + task + " ") && line.contains("no longer ours")));
        Follower.Told finished =
                work.follower().await(World.PATIENCE, "the end of " + task, told -> told.finished(task));
        assertThat(finished.data().getInteger("attempt"))
                .as("the attempt that counts is not the one of who was late")
                .isGreaterThan(1);
    }

    private Optional<Outcome> delete() throws Exception {
        world.withWorkers("w1", "w2");
        Work work = world.upload(reference);
        Follower.Told begun =
                work.follower().await(World.PATIENCE, "the start of a segment", told -> told.started("detect"));
        CompletableFuture<Integer> deletion = requestDeletion(work);
        strike(begun.worker());
        heal(begun.worker());
        Integer answer = deletion.exceptionally(e -> null).join();
        if (answer == null) {
            // Whoever got no answer asks again.
            answer = requestDeletion(work).join();
        }
        assertThat(answer).isIn(NO_CONTENT, NOT_FOUND);
        assertThat(world.server().send("GET", "/sessions/" + work.sessionId()).statusCode())
                .isEqualTo(NOT_FOUND);
        Eventually.becomes(World.PATIENCE, "no file to be left", () -> world.look()
                .mentioning(work.sessionId())
                .isEmpty());
        Work next = world.upload(reference);
        return Optional.of(new Outcome(next, untilNews(next)));
    }

    private CompletableFuture<Integer> requestDeletion(Work work) {
        URI session = world.address().resolve("/sessions/" + work.sessionId());
        return HttpClient.newHttpClient()
                .sendAsync(
                        KnownAs.request(session)
                                .DELETE()
                                .timeout(Duration.ofMinutes(1))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .thenApply(HttpResponse::statusCode);
    }

    private boolean tellsOf(Work work, Predicate<Follower.Told> wanted) {
        return work.follower().told().stream().anyMatch(wanted);
    }

    private static RunningLectern.Accepted accepted(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(CREATED);
        return new RunningLectern.Accepted(
                answer.json().getString("jobId"), answer.json().getString("sessionId"));
    }

    private void strike(String worker) throws IOException, InterruptedException {
        struck = Instant.now();
        since = struck;
        world.strike(cell.blow(), cell.victim(), worker);
    }

    /** What was frozen stays so for a while first; if that was the server or Redis, recovery is counted from its end. */
    private void heal(String worker) throws IOException, InterruptedException {
        if (cell.blow() == Blow.FREEZE || cell.blow() == Blow.CUT) {
            Instant end = struck.plus(FROZEN);
            Eventually.becomes(World.PATIENCE, "the end of the frozen state", () -> Instant.now()
                    .isAfter(end));
        }
        if (cell.victim() != Victim.WORKER) {
            since = cell.blow() == Blow.FREEZE ? Instant.now() : struck;
        }
        world.heal(cell.blow(), cell.victim(), worker);
    }

    /** How long it took until something was heard that happened after the blow. */
    private Duration untilNews(Work work) {
        return Duration.between(since, work.follower().awaitNews(World.PATIENCE, since));
    }
}
