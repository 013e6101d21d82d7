package dev.lectern.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lectern.testing.Eventually;
import dev.lectern.testing.RedisDump;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What must hold when all has settled, whatever happened before. Asked of a world whose server runs. */
final class Invariants {

    /** From how many places of a log it is tried to go on. */
    private static final int PLACES = 6;

    private static final String TASKS = "lectern:tasks";
    private static final String EVENTS = "lectern:events";
    private static final String NOTHING = "[]";

    private final World world;
    private final Collection<Work> accepted;

    private Invariants(World world, Collection<Work> accepted) {
        this.world = world;
        this.accepted = accepted;
    }

    /** Waits until all that was accepted is completed, and checks everything; {@code accepted} is all that there is. */
    static void hold(World world, Collection<Work> accepted) throws Exception {
        new Invariants(world, accepted).check();
    }

    private void check() throws Exception {
        for (Work work : accepted) {
            world.server().awaitCompleted(work.jobId(), World.PATIENCE);
        }
        for (Work work : accepted) {
            resultIsWhole(work);
            eventsAreTheState(work);
        }
        nothingElseIsThere();
        nothingIsUnderWay();
        redisIsQuiet();
    }

    private void resultIsWhole(Work work) throws Exception {
        assertThat(Reference.result(world.server(), work.sessionId()))
                .as("the result of %s is the one of an undisturbed run", work.sessionId())
                .isEqualTo(work.reference().result());
        assertThat(Reference.filesOf(world.data(), work.sessionId()))
                .as("the files of session %s", work.sessionId())
                .isEqualTo(work.reference().files());
    }

    private void eventsAreTheState(Work work) {
        List<Follower.Told> all = Eventually.get(World.PATIENCE, "the end of " + work.jobId() + " to be told", () -> {
            List<Follower.Told> told = Replay.of(world.address(), work.jobId());
            return told.stream().anyMatch(Follower.Told::last) ? told : null;
        });
        List<String> types = all.stream().map(Follower.Told::type).toList();
        String state = world.server().get("/jobs/" + work.jobId()).get("status").asText();
        assertThat(types.get(types.size() - 1)).as("the last of %s", types).isEqualTo(state);
        assertThat(all.stream().filter(Follower.Told::last))
                .as("ends of the job")
                .hasSize(1);
        assertThat(all.stream().map(Follower.Told::id)).doesNotHaveDuplicates();
        assertThat(all.stream().filter(one -> one.finished("")).map(Follower.Told::task))
                .as("what was finished, each thing once")
                .doesNotHaveDuplicates();
        assertThat(all.stream().filter(one -> one.type().equals("progress")).map(one -> one.data()
                        .getDouble("progress")))
                .as("progress never goes back")
                .isSorted();
        heardIsLogged(work.follower(), all);
        int step = Math.max(1, all.size() / PLACES);
        for (int k = 0; k + 1 < all.size(); k += step) {
            assertThat(Replay.after(world.address(), work.jobId(), all.get(k).id()))
                    .as("what comes after place %d", k)
                    .isEqualTo(all.subList(k + 1, all.size()));
        }
    }

    /** What a listener heard that came back each time is what the log says; who had to begin anew has missed something. */
    private static void heardIsLogged(Follower follower, List<Follower.Told> all) {
        List<Follower.Told> heard = Eventually.get(World.PATIENCE, "the end to be heard", () -> {
            List<Follower.Told> told = follower.told();
            return told.stream().anyMatch(Follower.Told::last) || follower.ended() ? told : null;
        });
        if (follower.beganAnew()) {
            assertThat(all).as("the log").containsSubsequence(heard);
        } else {
            assertThat(heard).as("what was heard").containsExactlyElementsOf(all);
        }
    }

    private void nothingElseIsThere() {
        Set<String> sessions = sessions();
        assertThat(ids("/sessions", "sessionId")).as("sessions").isEqualTo(sessions);
        assertThat(ids("/jobs?limit=1000", "id"))
                .as("jobs")
                .isEqualTo(accepted.stream().map(Work::jobId).collect(Collectors.toCollection(TreeSet::new)));
        assertThat(world.look().sessions()).as("folders of sessions").isEqualTo(sessions);
    }

    private void nothingIsUnderWay() {
        Eventually.eventually(
                () -> assertThat(world.look().inPassing()).as("working folders").isEmpty());
        // What a worker sent and could not report is kept for a while, because it may still come back and do so; one
        // that was not
        // struck does come back, which takes as long as entering the cluster does.
        Eventually.becomes(
                World.PATIENCE,
                "what workers sent to be reported or taken back",
                () -> world.look().sent().size() <= world.workersStruck());
        JsonNode queue = world.server().get("/queue/health");
        assertThat(queue.get("queuedJobCount").asInt()).isZero();
        assertThat(queue.get("startedJobCount").asInt()).isZero();
    }

    private void redisIsQuiet() {
        Eventually.eventually(() -> {
            Map<String, String> keys = RedisDump.at(world.redisUrl());
            assertThat(keys.keySet()).as("keys of Redis").isSubsetOf(TASKS, EVENTS);
            assertThat(keys.getOrDefault(TASKS, NOTHING))
                    .as("tasks in the queue")
                    .isEqualTo(NOTHING);
            assertThat(RedisDump.sessionsIn(keys.getOrDefault(EVENTS, NOTHING)))
                    .as("sessions in the event log")
                    .isSubsetOf(sessions());
        });
    }

    private Set<String> sessions() {
        return accepted.stream().map(Work::sessionId).collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> ids(String path, String name) {
        return StreamSupport.stream(world.server().get(path).spliterator(), false)
                .map(one -> one.get(name).asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
