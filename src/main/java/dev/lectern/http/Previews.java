package dev.lectern.http;

import dev.lectern.store.SessionRow;
import dev.lectern.store.SessionStatus;
import dev.lectern.store.StoredResult;
import java.util.Objects;
import java.util.Optional;

/** Preliminary results of recordings that were not looked at everywhere yet. */
public interface Previews {

    /** There never are any. */
    Previews NONE = sessionId -> Optional.empty();

    /**
     * A preliminary result.
     *
     * @param share how much of the recording was looked at for it, 0 to 1
     * @param result in the form of a result; its job has not ended
     */
    record Preview(double share, StoredResult result) {
        public Preview {
            Objects.requireNonNull(result);
        }
    }

    /** The newest one that was made of a session; it may be outdated. */
    Optional<Preview> newest(String sessionId);

    /** The one that may be shown of a session: only as long as the job is at work that it is of, and nobody has anything better. */
    default Optional<Preview> shown(SessionRow row) {
        if (row.hasResult() || row.status() != SessionStatus.PROCESSING) {
            return Optional.empty();
        }
        return newest(row.session().id())
                .filter(preview ->
                        preview.result().jobId().equals(row.newestJob().id()));
    }
}
