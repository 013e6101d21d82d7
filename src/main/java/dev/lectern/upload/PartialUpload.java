package dev.lectern.upload;

import dev.lectern.job.Ids;
import java.time.Instant;
import java.util.Objects;

/**
 * A recording that arrives in pieces.
 *
 * @param sessionId what its session will be called; its own id follows from it, so that it can be forgotten together with the session
 * @param jobId what its first job will be called
 * @param length how many bytes it will have, at least 1
 * @param metadata a JSON object that came with it; null if none did
 * @param owner the account whose it is; null if nobody's in particular
 * @param client who is counted for it
 * @param createdAt when it was announced
 * @param state what became of it
 * @param status the HTTP status it was refused with; 0 if it was not
 * @param detail the sentence it was refused with; null if it was not
 */
public record PartialUpload(
        String sessionId,
        String jobId,
        long length,
        String metadata,
        String owner,
        String client,
        Instant createdAt,
        State state,
        int status,
        String detail) {

    /** What became of it. */
    public enum State {
        /** There is more to come, or it was not looked at yet. */
        ARRIVING,
        /** It is a session now. */
        ACCEPTED,
        /** It was whole, and is no recording that can be processed. */
        REFUSED
    }

    public PartialUpload {
        Objects.requireNonNull(client);
        Objects.requireNonNull(createdAt);
        Objects.requireNonNull(state);
        if (!Ids.isSession(sessionId) || !Ids.isJob(jobId)) {
            throw new IllegalArgumentException("not the id of a session and of a job");
        }
        if (length < 1) {
            throw new IllegalArgumentException("an upload of " + length + " bytes");
        }
        if ((state == State.REFUSED) != (detail != null)) {
            throw new IllegalArgumentException("a sentence is what a refused upload has");
        }
    }

    /** One that is announced. */
    public static PartialUpload announced(long length, String metadata, String owner, String client, Instant now) {
        return new PartialUpload(
                Ids.newSession(), Ids.newJob(), length, metadata, owner, client, now, State.ARRIVING, 0, null);
    }

    /** What it is called. */
    public String id() {
        return Ids.uploadOf(sessionId);
    }

    public PartialUpload accepted() {
        return ended(State.ACCEPTED, 0, null);
    }

    public PartialUpload refused(int withStatus, String sentence) {
        return ended(State.REFUSED, withStatus, Objects.requireNonNull(sentence));
    }

    private PartialUpload ended(State how, int withStatus, String sentence) {
        return new PartialUpload(
                sessionId, jobId, length, metadata, owner, client, createdAt, how, withStatus, sentence);
    }
}
