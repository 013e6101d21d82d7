package dev.lectern.store;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where things are in the data folder. No name here comes from outside: sessions are named by their ids.
 *
 * @param root the data folder
 */
public record DataFolder(Path root) {

    public DataFolder {
        Objects.requireNonNull(root);
    }

    /** The SQLite file. */
    public Path database() {
        return root.resolve("backend.db");
    }

    /** Uploads that are still arriving; what is left here at start belongs to nobody. */
    public Path uploads() {
        return root.resolve("uploads");
    }

    /** What is about to be deleted; whatever is here at start may go. */
    public Path trash() {
        return root.resolve("trash");
    }

    /** The folder of all sessions' folders. */
    public Path sessions() {
        return root.resolve("sessions");
    }

    /** One session's recording and what was made of it. */
    public Path session(String sessionId) {
        return sessions().resolve(sessionId);
    }

    /** The recording as it was uploaded, whatever its container is. */
    public Path recording(String sessionId) {
        return session(sessionId).resolve("raw.mp4");
    }

    /** The version that every browser plays; not there if the recording is playable as it is. */
    public Path playable(String sessionId) {
        return session(sessionId).resolve("playable.mp4");
    }
}
