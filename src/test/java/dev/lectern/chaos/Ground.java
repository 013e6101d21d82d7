package dev.lectern.chaos;

import dev.lectern.testing.RunningLectern;
import dev.lectern.testing.RunningWorker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What the machines of a world are like: all one, or each with a cable or a disk of its own. */
final class Ground implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";

    /** Elsewhere only 127.0.0.1 is this machine. */
    private static final boolean MANY_LOOPBACKS = System.getProperty("os.name").startsWith("Linux");

    private final Kind kind;
    private final Network network;
    private final Map<String, Network.Machine> machines = new TreeMap<>();
    private final Map<String, Integer> places = new TreeMap<>();
    private final Map<String, Disk> disks = new TreeMap<>();

    enum Kind {
        /** Where the system allows it each worker has an address of its own on it, as on a machine of its own. */
        ONE_MACHINE,
        OWN_NETWORKS,
        OWN_DISKS;

        /** Whether this machine lets us make it. */
        boolean possible() {
            return switch (this) {
                case ONE_MACHINE -> true;
                case OWN_NETWORKS -> Network.possible();
                case OWN_DISKS -> Disk.possible();
            };
        }
    }

    Ground(Kind kind) {
        this.kind = kind;
        this.network = kind == Kind.OWN_NETWORKS ? Network.open() : null;
    }

    /** Where the server listens. */
    String address() {
        return network == null ? LOOPBACK : network.address();
    }

    /** Tells a server where it listens. */
    void settle(RunningLectern.Setup server) {
        if (network != null) {
            server.with("LECTERN_HOST", address())
                    .with("LECTERN_CLUSTER_HOST", address())
                    .with("LECTERN_ADMIN_PASSWORD_FILE", password());
        }
    }

    /** Where others may reach it, a server has accounts. */
    private static Path password() {
        try {
            Path file = Files.createTempFile("lectern", ".password");
            file.toFile().deleteOnExit();
            return Files.writeString(file, "correct horse battery");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a worker on a machine of its own, the same one each time. */
    void settle(RunningWorker.Setup worker, String name, Path folder, RunningLectern.Setup server)
            throws IOException, InterruptedException {
        if (kind == Kind.OWN_DISKS && !disks.containsKey(name)) {
            disks.put(name, Disk.at(folder));
        }
        if (network == null && MANY_LOOPBACKS) {
            places.putIfAbsent(name, places.size() + 2);
            worker.with("--address", "127.0.0." + places.get(name));
        }
        if (network != null) {
            machines.computeIfAbsent(name, one -> network.attach());
            worker.through(machines.get(name).inside()).with("--token", token(server));
        }
    }

    private static String token(RunningLectern.Setup server) throws IOException, InterruptedException {
        String said = server.run("worker-token").out();
        return said.substring(said.lastIndexOf(' ') + 1).strip();
    }

    /** Cuts the cable, or fills the disk. */
    void strike(String worker) throws IOException {
        if (network == null) {
            disks.get(worker).fill();
        } else {
            machines.get(worker).pull();
        }
    }

    void heal(String worker) throws IOException {
        if (network == null) {
            disks.get(worker).empty();
        } else {
            machines.get(worker).plug();
        }
    }

    @Override
    public void close() {
        disks.values().forEach(Disk::close);
        if (network != null) {
            network.close();
        }
    }
}
