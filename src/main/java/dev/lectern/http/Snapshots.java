package dev.lectern.http;

import dev.lectern.access.Identity;
import dev.lectern.job.Job;
import dev.lectern.store.Store;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How things stand, for who begins to listen. */
final class Snapshots {

    private final Store store;

    /**
     * How things stand.
     *
     * @param data as it is sent
     * @param known the jobs in it, with the time of their last change
     * @param sessionId the session of the job, if it is about one
     * @param ended whether it is about one job, and nothing more will happen to that
     */
    record Snapshot(JsonObject data, Map<String, Instant> known, String sessionId, boolean ended) {}

    Snapshots(Store store) {
        this.store = store;
    }

    /**
     * A snapshot of a job, or of all that have work to do if {@code jobId} is null; empty if there is no such job.
     *
     * @param who sees it, and nothing else
     */
    Future<Optional<Snapshot>> take(String jobId, Identity who) {
        return jobId == null
                ? store.jobs()
                        .list(who.viewer().orElse(null), true, null, null)
                        .map(page -> Optional.of(ofAll(page.jobs())))
                : store.jobs().find(jobId).map(found -> found.map(Snapshots::ofOne));
    }

    private static Snapshot ofAll(List<Job> jobs) {
        JsonArray array = new JsonArray();
        Map<String, Instant> known = new HashMap<>();
        jobs.forEach(job -> {
            array.add(Wire.job(job));
            known.put(job.id(), job.updatedAt());
        });
        return new Snapshot(new JsonObject().put("jobs", array), Map.copyOf(known), null, false);
    }

    private static Snapshot ofOne(Job job) {
        return new Snapshot(
                Wire.job(job),
                Map.of(job.id(), job.updatedAt()),
                job.sessionId(),
                !job.state().active());
    }
}
