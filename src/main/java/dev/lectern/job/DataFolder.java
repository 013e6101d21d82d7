package dev.lectern.job;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where things are in the data folder. No name here comes from outside: sessions are named by their ids. All folders are on one
 * file system, so that files can be renamed from one to the other.
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

    /** Keys, certificates and tokens for workers elsewhere; nobody else may read it. */
    public Path cluster() {
        return root.resolve("cluster");
    }

    /** What shows that somebody runs this server: who can read it. */
    public Path access() {
        return root.resolve("access");
    }

    /** Uploads that are still arriving; what is left here at start belongs to nobody. */
    public Path uploads() {
        return root.resolve("uploads");
    }

    /** Uploads in pieces, which go on where they were also after another start. */
    public Path partial() {
        return root.resolve("partial");
    }

    /** Artefacts that are still being made; what is left here at start belongs to nobody. */
    public Path work() {
        return root.resolve("work");
    }

    /** What workers elsewhere are sending. */
    public Path arriving() {
        return work().resolve("arriving");
    }

    /** What workers elsewhere have sent and is not published yet. */
    public Path staged() {
        return work().resolve("staged");
    }

    /** What libraries unpack for themselves; what is left here at start belongs to nobody. */
    public Path temp() {
        return root.resolve("tmp");
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
    public SessionFolder session(String sessionId) {
        return new SessionFolder(sessions().resolve(sessionId));
    }
}
