package dev.lectern.chaos;

import dev.lectern.testing.Eventually;
import dev.lectern.testing.SseClient;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** What the log says about a job that has ended. */
final class Replay {

    private static final String BEGINNING = "0-0";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Replay() {}

    /** All of it. */
    static List<Follower.Told> of(URI server, String jobId) {
        return after(server, jobId, BEGINNING);
    }

    /** What comes after a place. */
    static List<Follower.Told> after(URI server, String jobId, String id) {
        try (SseClient client = SseClient.connect(server.resolve("/jobs/" + jobId + "/events"), id)) {
            Eventually.becomes(PATIENCE, "the events of job " + jobId + " to end", client::ended);
            return client.events().stream()
                    .map(event -> new Follower.Told(event.type(), event.id(), event.data()))
                    .toList();
        }
    }

    /** How many tasks were begun beyond the first time. */
    static long begunAgain(List<Follower.Told> told) {
        List<String> begun = told.stream()
                .filter(event -> event.started(""))
                .map(Follower.Told::task)
                .toList();
        return begun.size() - begun.stream().distinct().count();
    }
}
