package dev.lectern.depot;

import dev.lectern.cluster.Credentials;
import dev.lectern.job.DataFolder;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.util.Objects;

/** The server's side: gives out what workers read and takes in what they made, to and from members of the cluster only. */
public final class DepotVerticle extends VerticleBase {

    private final Credentials credentials;
    private final String host;
    private final int port;
    private final DataFolder data;
    private final ModelBytes model;
    private final StagedFiles staged;

    /**
     * A depot that is not started yet.
     *
     * @param credentials of the server; who shows no certificate of the same authority is refused
     * @param host what to listen on
     * @param port 0 for any free one
     * @param model the detector that is in use here
     */
    public DepotVerticle(Credentials credentials, String host, int port, DataFolder data, ModelBytes model) {
        this.credentials = Objects.requireNonNull(credentials);
        this.host = Objects.requireNonNull(host);
        this.port = port;
        this.data = Objects.requireNonNull(data);
        this.model = Objects.requireNonNull(model);
        this.staged = new StagedFiles(data, Clock.systemUTC());
    }

    @Override
    public Future<?> start() {
        throw new UnsupportedOperationException(host + port + credentials + data + model);
    }

    /** The port it listens on; known once it is deployed. */
    public int port() {
        return port;
    }

    /** What workers delivered to it. */
    public StagedFiles staged() {
        return staged;
    }
}
