package dev.lectern.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Objects;

/**
 * The name of one task of a job: {@code inspect}, {@code encode/0003}, {@code transcode}, {@code detect/0007}, {@code track}, {@code render}. The
 * same text stands in Redis, in logs and in events.
 *
 * @param kind what is to be done
 * @param segment index of the segment or {@link Piece} for those that are {@linkplain TaskKind#numbered numbered}, from 0; 0 for the
 *     other kinds
 */
public record TaskName(TaskKind kind, int segment) {

    public static final TaskName INSPECT = new TaskName(TaskKind.INSPECT, 0);
    public static final TaskName TRANSCODE = new TaskName(TaskKind.TRANSCODE, 0);
    public static final TaskName TRACK = new TaskName(TaskKind.TRACK, 0);
    public static final TaskName RENDER = new TaskName(TaskKind.RENDER, 0);

    public TaskName {
        Objects.requireNonNull(kind);
        if (segment < 0 || (segment > 0 && !kind.numbered())) {
            throw new IllegalArgumentException("no task " + kind + " of segment " + segment);
        }
    }

    public static TaskName encode(int piece) {
        return new TaskName(TaskKind.ENCODE, piece);
    }

    public static TaskName detect(int segment) {
        return new TaskName(TaskKind.DETECT, segment);
    }

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @throws IllegalArgumentException if the text names no task
     */
    @JsonCreator
    public static TaskName parse(String text) {
        int slash = text.indexOf('/');
        String label = slash < 0 ? text : text.substring(0, slash);
        for (TaskKind kind : TaskKind.values()) {
            if (kind.label().equals(label) && (slash < 0) != kind.numbered()) {
                return new TaskName(kind, slash < 0 ? 0 : Integer.parseInt(text.substring(slash + 1)));
            }
        }
        throw new IllegalArgumentException("no such task: " + text);
    }

    @Override
    @JsonValue
    public String toString() {
        return kind.numbered() ? String.format(Locale.ROOT, "%s/%04d", kind.label(), segment) : kind.label();
    }
}
