package dev.lectern.chaos;

import dev.lectern.testing.Eventually;
import dev.lectern.testing.RunningWorker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Strikes a world again and again; what is down comes back at once, what is frozen goes on after a while. */
final class Blows {

    /** A task that is handed over just then may be told of a little later. */
    private static final Duration HAND_OVER = Duration.ofSeconds(3);

    private final World world;
    /** Workers, and until when. */
    private final Map<String, Instant> frozen = new TreeMap<>();

    /**
     * Something was struck.
     *
     * @param worker which one, if it was a worker
     * @param from when
     * @param to when it went on, or was to go on; {@code from} if it was killed
     */
    record Struck(Blow blow, Victim victim, String worker, Instant from, Instant to) {

        private boolean hit(Begun begun) {
            return begun.from().isBefore(to.plus(HAND_OVER))
                    && begun.to().isAfter(from)
                    && (victim != Victim.WORKER || begun.worker().equals(worker));
        }
    }

    /**
     * What the blows cost.
     *
     * @param finished tasks
     * @param again tasks that were begun although they had been begun before
     * @param inFlight tasks that were in the hands of what was struck, summed over all blows
     */
    record Cost(long finished, long again, long inFlight) {}

    private record Begun(String worker, Instant from, Instant to) {}

    Blows(World world) {
        this.world = world;
    }

    /** Strikes. What was killed is there again, or on its way, when this returns; of the frozen, workers stay so for now. */
    Struck strike(Blow blow, Victim victim, String worker, Duration freeze) throws IOException, InterruptedException {
        if (victim == Victim.WORKER && frozen.containsKey(worker)) {
            thaw(worker);
        }
        Instant now = Instant.now();
        Struck struck = new Struck(blow, victim, worker, now, blow == Blow.KILL ? now : now.plus(freeze));
        world.strike(blow, victim, worker);
        if (victim == Victim.WORKER) {
            if (blow == Blow.KILL) {
                world.launchWorkers(worker);
            } else {
                frozen.put(worker, struck.to());
            }
        } else {
            if (blow == Blow.FREEZE) {
                Eventually.becomes(World.PATIENCE, "the end of the frozen state", () -> Instant.now()
                        .isAfter(struck.to()));
            }
            world.heal(blow, victim, worker);
        }
        return struck;
    }

    /** Starts workers again that ended because their server was away just when they joined, as systemd would. */
    private void revive() throws IOException, InterruptedException {
        for (RunningWorker worker : world.workers()) {
            if (!worker.process().isAlive()) {
                world.launchWorkers(worker.name());
            }
        }
    }

    /** Lets go on what was frozen for long enough, and starts what ended by itself. */
    void tend() throws IOException, InterruptedException {
        Instant now = Instant.now();
        List<String> due = frozen.entrySet().stream()
                .filter(one -> one.getValue().isBefore(now))
                .map(Map.Entry::getKey)
                .toList();
        due.forEach(this::thaw);
        revive();
    }

    /** Lets go on whatever is frozen, and waits until all workers are there. */
    void healAll() throws IOException, InterruptedException {
        List.copyOf(frozen.keySet()).forEach(this::thaw);
        for (RunningWorker worker : world.workers()) {
            world.rejoined(worker.name());
        }
    }

    private void thaw(String worker) {
        world.worker(worker).thaw();
        frozen.remove(worker);
    }

    /** What the blows cost, from what is told of works that have ended. */
    static Cost cost(World world, Collection<Work> works, List<Struck> blows) {
        long finished = 0;
        long again = 0;
        long inFlight = 0;
        for (Work work : works) {
            List<Follower.Told> told = Replay.of(world.address(), work.jobId());
            finished += told.stream().filter(one -> one.finished("")).count();
            again += Replay.begunAgain(told);
            for (int k = 0; k < told.size(); k++) {
                if (told.get(k).started("")) {
                    Begun begun = begun(told, k);
                    inFlight += blows.stream().filter(blow -> blow.hit(begun)).count();
                }
            }
        }
        return new Cost(finished, again, inFlight);
    }

    /** From its start to what is told next about the same task. */
    private static Begun begun(List<Follower.Told> told, int k) {
        Follower.Told start = told.get(k);
        Instant end = told.subList(k + 1, told.size()).stream()
                .filter(next -> start.task().equals(next.task()))
                .map(Follower.Told::at)
                .findFirst()
                .orElse(Instant.MAX);
        return new Begun(start.worker(), start.at(), end);
    }
}
