package dev.lectern.people;

import dev.lectern.track.Amended;
import dev.lectern.track.Decision;
import dev.lectern.track.ProcessingMeta;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A recording in which it is known who is who, and what was decided about it last. */
final class Known {

    private final String jobId;
    private final Amended unchanged;
    private final ProcessingMeta meta;
    private final AtomicReference<Settled> settled = new AtomicReference<>();

    /**
     * Who is who, and who teaches, with all changes up to a number.
     *
     * @param revision that number; 0 without any
     */
    record Settled(int revision, Amended amended, Decision decision) {}

    /**
     * A recording.
     *
     * @param jobId the job whose result was made of the same detections
     * @param unchanged before anything was said about it
     * @param meta how the result was made
     */
    Known(String jobId, Amended unchanged, ProcessingMeta meta) {
        this.jobId = jobId;
        this.unchanged = unchanged;
        this.meta = meta;
    }

    String jobId() {
        return jobId;
    }

    ProcessingMeta meta() {
        return meta;
    }

    Amended unchanged() {
        return unchanged;
    }

    /** Who is who after what was said. */
    Amended after(Said said) {
        return last(said.revision()).map(Settled::amended).orElseGet(() -> said.about(unchanged));
    }

    /** Who teaches after what was said, and holds. */
    Settled settled(Said said) {
        return last(said.revision()).orElseGet(() -> {
            Amended amended = said.about(unchanged);
            Settled now = new Settled(said.revision(), amended, amended.decide());
            remember(now);
            return now;
        });
    }

    /** That holds now. */
    void remember(Settled now) {
        settled.set(now);
    }

    private Optional<Settled> last(int revision) {
        return Optional.ofNullable(settled.get()).filter(last -> last.revision() == revision);
    }
}
