package dev.lectern.config;

import dev.lectern.job.AddressRange;
import dev.lectern.job.Loopback;
import dev.lectern.job.Parameters;
import dev.lectern.job.Provider;
import dev.lectern.job.Quality;
import dev.lectern.redis.RedisAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What Lectern was told, checked. Its text form shows no password.
 *
 * @param host address to listen on
 * @param port port to listen on, 0 to 65,535; 0 takes a free one
 * @param data the data folder, absolute
 * @param workers slots, 0 to 1,024
 * @param redis a server of the user's own; empty for the embedded one
 * @param model a detector of the user's own, absolute; empty for the built-in one
 * @param modelFamily nanodet, yolox or ultralytics; empty to look at the model
 * @param hardware what this machine works with
 * @param sampleFps frames looked at per second of a recording, 0.2 to 30
 * @param quality how many of them the detector looks at
 * @param segmentSeconds length of a segment in seconds, 1 to 86,400
 * @param corsOrigins origins of other web pages that may use the server
 * @param maxUploadBytes largest recording accepted, in bytes, at least 1
 * @param attempts how often a task is begun at most, 1 to 100
 * @param cluster where workers of other JVMs reach the server
 * @param diskReserveBytes what is left free on the disk, in bytes, at least 0
 * @param retention what is deleted after a time
 * @param limits what clients may take
 * @param access how it is guarded
 */
public record Settings(
        String host,
        int port,
        Path data,
        int workers,
        Optional<RedisAddress> redis,
        Optional<Path> model,
        Optional<String> modelFamily,
        Hardware hardware,
        double sampleFps,
        Quality quality,
        int segmentSeconds,
        List<String> corsOrigins,
        long maxUploadBytes,
        int attempts,
        Cluster cluster,
        long diskReserveBytes,
        Retention retention,
        Limits limits,
        Access access) {

    static final int MAX_WORKERS = 1024;

    /**
     * What a machine works with; a worker of another machine has its own.
     *
     * @param provider what runs the detector; empty for the first that works
     * @param runtime a folder with native libraries of onnxruntime, absolute; empty for those that come with Lectern
     * @param decoder what decodes the pictures that are looked at: software, auto, or as ffmpeg calls it
     */
    public record Hardware(Optional<Provider> provider, Optional<Path> runtime, String decoder) {

        public Hardware {
            Objects.requireNonNull(provider);
            check(runtime.map(Path::isAbsolute).orElse(true), "runtime must be absolute");
            check(decoder.matches("[a-z0-9_]+"), "decoder must be a word");
        }
    }

    /**
     * Where members of the cluster are reached.
     *
     * @param host an address of this machine, which is also the only one that is listened on
     * @param port the first of {@value #PORTS} ports in a row, 1 to 65,532; or 0 for free ones
     */
    public record Cluster(String host, int port) {

        /** For files, messages, membership and failure detection. */
        public static final int PORTS = 4;

        public Cluster {
            check(!host.isBlank(), "cluster.host must not be blank");
            check(port >= 0 && port <= 65_535 - PORTS + 1, "cluster.port must be 0 to 65532");
        }
    }

    /**
     * Ages at which something is deleted; empty for never.
     *
     * @param recordings the video, while what was computed from it stays
     * @param sessions everything
     */
    public record Retention(Optional<Duration> recordings, Optional<Duration> sessions) {

        public Retention {
            Stream.of(recordings, sessions)
                    .flatMap(Optional::stream)
                    .forEach(age -> check(age.toSeconds() > 0, "an age must be positive"));
        }
    }

    /**
     * What clients may take. All are at least 1, but for the rate.
     *
     * @param queueLength jobs that wait or are at work
     * @param importsPerMinute uploads that one client begins in a minute
     * @param uploadsPerClient uploads of one client at once
     * @param uploadBytesPerSecond least speed of an upload, 0 for any
     * @param requestSeconds for the head of a request to arrive
     * @param streamsPerClient event streams of one client
     * @param streams event streams of all
     * @param connectionsPerClient connections of one client
     * @param connections connections of all
     */
    public record Limits(
            int queueLength,
            int importsPerMinute,
            int uploadsPerClient,
            long uploadBytesPerSecond,
            int requestSeconds,
            int streamsPerClient,
            int streams,
            int connectionsPerClient,
            int connections) {

        public Limits {
            check(
                    IntStream.of(
                                    queueLength,
                                    importsPerMinute,
                                    uploadsPerClient,
                                    requestSeconds,
                                    streamsPerClient,
                                    streams,
                                    connectionsPerClient,
                                    connections)
                            .allMatch(limit -> limit > 0),
                    "limits must be positive");
            check(uploadBytesPerSecond >= 0, "a rate must not be negative");
        }
    }

    /**
     * How the server is guarded.
     *
     * @param hosts names by which it may be called, beside addresses, those of this machine and {@link Settings#host}
     * @param proxies who is believed when they say for whom they ask
     * @param adminPasswordFile has the password of the first admin; absolute; empty if there is none
     * @param tls what is shown to clients; empty to speak plain HTTP
     * @param publicUrl where browsers reach it, scheme and authority; empty if that is where they say they do
     * @param singleSignOn where users may log in too; empty if nowhere
     */
    public record Access(
            List<String> hosts,
            List<AddressRange> proxies,
            Optional<Path> adminPasswordFile,
            Optional<Tls> tls,
            Optional<URI> publicUrl,
            Optional<SingleSignOn> singleSignOn) {

        public Access {
            hosts = List.copyOf(hosts);
            proxies = List.copyOf(proxies);
            Objects.requireNonNull(adminPasswordFile);
            Objects.requireNonNull(tls);
            Objects.requireNonNull(publicUrl);
            Objects.requireNonNull(singleSignOn);
        }
    }

    /** A certificate with its chain, and its key, each an absolute path of a PEM file. */
    public record Tls(Path certificate, Path key) {

        public Tls {
            check(certificate.isAbsolute() && key.isAbsolute(), "paths of TLS must be absolute");
        }
    }

    public Settings {
        Objects.requireNonNull(redis);
        Objects.requireNonNull(modelFamily);
        Objects.requireNonNull(hardware);
        corsOrigins = List.copyOf(corsOrigins);
        check(!host.isBlank(), "host must not be blank");
        check(port >= 0 && port <= 65_535, "port must be 0 to 65535");
        check(data.isAbsolute(), "data must be absolute");
        check(workers >= 0 && workers <= MAX_WORKERS, "workers must be 0 to 1024");
        check(model.map(Path::isAbsolute).orElse(true), "model must be absolute");
        check(maxUploadBytes > 0, "maxUploadBytes must be positive");
        check(attempts >= 1 && attempts <= 100, "attempts must be 1 to 100");
        Objects.requireNonNull(cluster);
        Objects.requireNonNull(retention);
        Objects.requireNonNull(limits);
        check(diskReserveBytes >= 0, "diskReserveBytes must not be negative");
        Objects.requireNonNull(access);
        new Parameters(sampleFps, segmentSeconds, quality);
    }

    /** What a job is told. */
    public Parameters parameters() {
        return new Parameters(sampleFps, segmentSeconds, quality);
    }

    /** Whether only this machine can reach the address; names other than localhost are taken to be reachable. */
    public boolean local() {
        return Loopback.is(host);
    }

    private static void check(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
