package dev.lectern.store;

import dev.lectern.job.Job;
import dev.lectern.job.JobState;
import dev.lectern.job.Pace;
import dev.lectern.job.Parameters;
import dev.lectern.job.Quality;
import dev.lectern.job.Session;
import dev.lectern.job.TaskKind;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Between rows and records. */
final class Rows {

    private Rows() {}

    static <T> Optional<T> first(RowSet<Row> rows, Function<Row, T> reader) {
        Iterator<Row> iterator = rows.iterator();
        return iterator.hasNext() ? Optional.of(reader.apply(iterator.next())) : Optional.empty();
    }

    static <T> List<T> all(RowSet<Row> rows, Function<Row, T> reader) {
        List<T> list = new ArrayList<>(rows.size());
        rows.forEach(row -> list.add(reader.apply(row)));
        return list;
    }

    static Tuple of(Session session) {
        Folded folded = Folded.of(session);
        return Tuple.from(new Object[] {
            session.id(),
            session.name(),
            session.metadata(),
            millis(session.createdAt()),
            session.recordingSha256(),
            session.recordingBytes(),
            session.durationMs(),
            folded.foundBy(),
            folded.titleKey(),
            folded.heldAt()
        });
    }

    static Tuple of(Job job) {
        return Tuple.from(new Object[] {
            job.id(),
            job.sessionId(),
            job.state().label(),
            job.progress(),
            label(job.stage()),
            job.parameters().sampleFps(),
            job.parameters().segmentSeconds(),
            job.parameters().quality().label(),
            millis(job.createdAt()),
            millis(job.startedAt()),
            millis(job.finishedAt()),
            millis(job.updatedAt()),
            job.error(),
            job.renders(),
            job.trace()
        });
    }

    static Session session(Row row) {
        return new Session(
                row.getString("s_id"),
                row.getString("s_name"),
                row.getString("s_metadata"),
                instant(row, "s_created_at"),
                row.getString("s_sha256"),
                row.getLong("s_bytes"),
                row.getLong("s_duration_ms"));
    }

    static SessionRow sessionRow(Row row) {
        return new SessionRow(
                session(row),
                row.getString("id") == null ? null : job(row),
                row.getInteger("has_result") != 0,
                row.getString("s_last_error"),
                row.getInteger("s_thumbnail") != 0);
    }

    static Job job(Row row) {
        return new Job(
                row.getString("id"),
                row.getString("session_id"),
                JobState.parse(row.getString("state")),
                row.getDouble("progress"),
                stage(row.getString("stage")),
                parameters(row, row.getDouble("sample_fps")),
                instant(row, "created_at"),
                instant(row, "started_at"),
                instant(row, "finished_at"),
                instant(row, "updated_at"),
                row.getString("error"),
                row.getString("renders"),
                pace(row),
                row.getString("trace"));
    }

    private static Parameters parameters(Row row, double sampleFps) {
        return new Parameters(
                sampleFps,
                row.getInteger("segment_seconds"),
                Quality.parse(row.getString("quality")).orElseThrow());
    }

    static StoredResult result(Row row) {
        Double sampleFps = row.getDouble("sample_fps");
        return new StoredResult(
                row.getString("job_id"),
                row.getInteger("revision"),
                row.getInteger("standing"),
                instant(row, "created_at"),
                row.getString("etag"),
                row.getBuffer("payload"),
                sampleFps == null ? null : parameters(row, sampleFps));
    }

    static Tuple of(String sessionId, Correction change) {
        return Tuple.from(new Object[] {
            sessionId,
            change.number(),
            millis(change.at()),
            change.by(),
            change.kind(),
            change.summary(),
            change.said(),
            change.meant()
        });
    }

    static Correction correction(Row row) {
        return new Correction(
                row.getInteger("number"),
                instant(row, "at"),
                row.getString("who"),
                row.getString("kind"),
                row.getString("summary"),
                row.getString("said"),
                row.getString("meant"),
                instant(row, "undone_at"));
    }

    static Long millis(Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    static String label(TaskKind stage) {
        return stage == null ? null : stage.label();
    }

    private static Pace pace(Row row) {
        return row.getInteger("attempt") == null
                ? null
                : new Pace(
                        row.getInteger("attempt"),
                        row.getLong("eta_seconds"),
                        row.getDouble("frames_per_second"),
                        row.getInteger("segments_done"),
                        row.getInteger("segments"),
                        row.getLong("stalled_seconds"));
    }

    private static Instant instant(Row row, String column) {
        Long millis = row.getLong(column);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private static TaskKind stage(String label) {
        if (label == null) {
            return null;
        }
        for (TaskKind kind : TaskKind.values()) {
            if (kind.label().equals(label)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no such stage: " + label);
    }
}
