package dev.lectern.depot;

import dev.lectern.bus.TaskOrder;
import dev.lectern.job.CancelToken;
import dev.lectern.job.DataFolder;
import dev.lectern.job.SessionFolder;
import dev.lectern.job.TaskFailure;
import dev.lectern.worker.SessionFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** The worker's side, for all slots of a JVM: fetches what they read and delivers what they made. Thread safe. */
public final class RemoteFiles implements SessionFiles, AutoCloseable {

    /**
     * Opens the cache, and empties it.
     *
     * @param folder for what is fetched; belongs to this JVM alone
     * @param cacheBytes how much may stay there that nobody reads at the moment
     * @param reserveBytes how much of the disk is to stay free
     * @param depot where the server is now; empty while there is none
     * @param shared the server's data folder, if it is seen from here; then recordings are read there
     * @throws IOException if the folder cannot be made or emptied
     */
    public static RemoteFiles open(
            Path folder,
            long cacheBytes,
            long reserveBytes,
            Supplier<Optional<DepotAddress>> depot,
            Optional<DataFolder> shared)
            throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Fetches the model that the server uses.
     *
     * @return a file that stays until this is closed
     */
    public Path model(CancelToken cancel) throws TaskFailure {
        throw new UnsupportedOperationException();
    }

    /** A session was deleted: what was fetched of it goes, once nobody reads it. Does not block. */
    public void forget(String sessionId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SessionFolder fetch(TaskOrder order, CancelToken cancel) throws TaskFailure {
        throw new UnsupportedOperationException();
    }

    @Override
    public String deliver(TaskOrder order, Path artefact, CancelToken cancel) throws TaskFailure {
        throw new UnsupportedOperationException();
    }

    @Override
    public void release(TaskOrder order) {}

    /** Stops looking after the cache. What is there is swept at the next start. */
    @Override
    public void close() {}
}
