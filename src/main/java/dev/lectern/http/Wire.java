package dev.lectern.http;

import dev.lectern.access.Right;
import dev.lectern.job.Job;
import dev.lectern.job.JobEvent;
import dev.lectern.job.Json;
import dev.lectern.job.Pace;
import dev.lectern.job.Parameters;
import dev.lectern.job.Session;
import dev.lectern.store.SessionRow;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Records as the JSON that clients know. What is null is written. */
final class Wire {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Wire() {}

    static JsonObject job(Job job) {
        return new JsonObject()
                .put("id", job.id())
                .put("status", job.state().label())
                .put("goal", job.goal().label())
                .put("progress", job.progress())
                .put("stage", stage(job))
                .put("sessionId", job.sessionId())
                .put("createdAt", time(job.createdAt()))
                .put("startedAt", time(job.startedAt()))
                .put("finishedAt", time(job.finishedAt()))
                .put("updatedAt", time(job.updatedAt()))
                .put("error", job.error())
                .put("parameters", parameters(job.parameters()))
                .put("traceId", job.trace())
                .mergeIn(pace(job.pace()));
    }

    private static JsonObject pace(Pace pace) {
        return new JsonObject()
                .put("attempt", pace == null ? null : pace.attempt())
                .put("etaSeconds", pace == null ? null : pace.etaSeconds())
                .put("framesPerSecond", pace == null ? null : pace.framesPerSecond())
                .put("segmentsDone", pace == null ? null : pace.segmentsDone())
                .put("segments", pace == null ? null : pace.segments())
                .put("stalledSeconds", pace == null ? null : pace.stalledSeconds());
    }

    /** What happened, as its event says it, with the time as it is everywhere. */
    static JsonObject event(JobEvent event) {
        return new JsonObject(Buffer.buffer(Json.bytes(event))).put("at", time(event.at()));
    }

    static JsonArray rights(List<Right> granted) {
        return new JsonArray(granted.stream().map(Right::label).toList());
    }

    /**
     * A session in a list.
     *
     * @param may what the caller may do with it
     */
    static JsonObject summary(SessionRow row, List<Right> may) {
        return summary(row).put("may", rights(may));
    }

    static JsonObject summary(SessionRow row) {
        Session session = row.session();
        JsonObject metadata = session.metadata() == null ? null : new JsonObject(session.metadata());
        String createdAt = time(session.createdAt());
        return new JsonObject()
                .put("sessionId", session.id())
                .put("name", session.name())
                .put("createdAt", createdAt)
                .put("status", row.status().label())
                .put("relatedJobId", relatedJobId(row))
                // Older dashboards show this one as the session's time.
                .put("startedAt", createdAt)
                .put("sessionDate", text(metadata, "sessionDate"))
                .put("courseCode", text(metadata, "courseCode"))
                .put("metadata", metadata)
                .put("durationMs", session.durationMs())
                .put("sizeBytes", session.recordingBytes())
                .put("thumbnailUrl", row.hasThumbnail() ? media(session.id(), "thumbnail") : null)
                .put(
                        "progress",
                        row.newestJob() == null ? null : row.newestJob().progress())
                .put("stage", row.newestJob() == null ? null : stage(row.newestJob()))
                .put("error", row.processingError())
                .put("hasInstructorTrackingResult", row.hasResult());
    }

    /**
     * Everything about one session.
     *
     * @param video whether there is something to play
     * @param heatmap whether there is a video of the newest result
     * @param preview what is known so far, as long as there is no result
     * @param may what the caller may do with it
     */
    static JsonObject detail(
            SessionRow row, boolean video, boolean heatmap, Optional<Previews.Preview> preview, List<Right> may) {
        Job job = row.newestJob();
        String id = row.session().id();
        return new JsonObject()
                .put("session", summary(row, may))
                .put(
                        "media",
                        new JsonObject()
                                .put("heatmapVideoUrl", heatmap ? media(id, "heatmap") : null)
                                .put("centralCamUrl", video ? media(id, "video") : null)
                                .putNull("slideDeckUrl"))
                .put(
                        "processing",
                        new JsonObject()
                                .put("status", row.processingState().label())
                                .put("error", row.processingError())
                                .put("progress", job == null ? null : job.progress())
                                .put("stage", job == null ? null : stage(job))
                                .put(
                                        "preview",
                                        preview.map(known -> preview(id, known)).orElse(null)))
                .put("relatedJobId", relatedJobId(row))
                .put("hasInstructorTrackingResult", row.hasResult());
    }

    /** ISO 8601 in UTC with milliseconds; null stays null. */
    static String time(Instant instant) {
        return instant == null ? null : TIME.format(instant);
    }

    private static JsonObject preview(String sessionId, Previews.Preview preview) {
        return new JsonObject()
                .put("url", "/sessions/" + sessionId + "/preview")
                .put("etag", preview.result().etag())
                .put("share", preview.share());
    }

    private static String media(String sessionId, String name) {
        return "/sessions/" + sessionId + "/media/" + name;
    }

    private static JsonObject parameters(Parameters parameters) {
        return new JsonObject()
                .put("sampleFps", parameters.sampleFps())
                .put("segmentSeconds", parameters.segmentSeconds())
                .put("quality", parameters.quality().label());
    }

    private static String stage(Job job) {
        return job.stage() == null ? null : job.stage().label();
    }

    private static String relatedJobId(SessionRow row) {
        return row.newestJob() == null ? null : row.newestJob().id();
    }

    private static String text(JsonObject metadata, String key) {
        return metadata != null && metadata.getValue(key) instanceof String text && !text.isEmpty() ? text : null;
    }
}
