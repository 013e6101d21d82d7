package dev.lectern;

import dev.lectern.config.ConfigKey;
import dev.lectern.config.InvalidConfig;
import dev.lectern.config.Settings;
import dev.lectern.config.SettingsLoader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Slots in a JVM of their own, for a server that may be on another machine. */
@Command(
        name = "worker",
        mixinStandardHelpOptions = true,
        versionProvider = Lectern.Version.class,
        description = {
            "With --join: joins a server and works for it, until it is told to end.",
            "It needs the server's address and nothing else: no shared folder, no Redis, no database, no model.",
            "On the server's machine: says who the workers are, and shuts one out."
        },
        synopsisHeading = "Usage: ",
        customSynopsis = {
            "lectern worker --join URL [OPTION]...",
            "       lectern worker list [OPTION]...",
            "       lectern worker revoke NAME [OPTION]..."
        },
        subcommands = {WorkerListCommand.class, WorkerRevokeCommand.class},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "143:It was told to end, and handed back what it had not finished.",
            "2:The command line is wrong.",
            "3:The server does not let it in, or not any more, or it could not start."
        })
final class WorkerCommand {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerCommand.class);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--join",
            defaultValue = "${env:LECTERN_JOIN}",
            paramLabel = "URL",
            description = "The server's address, for example http://server:8000.")
    private URI server;

    @Option(
            names = "--slots",
            paramLabel = "N",
            description = "How many tasks it works on at once (one per processor).")
    private Integer slots;

    @Option(names = "--name", paramLabel = "NAME", description = "What it is called (the name of this machine).")
    private String name;

    @Option(
            names = "--token",
            defaultValue = "${env:LECTERN_JOIN_TOKEN}",
            paramLabel = "TOKEN",
            description = "A join token that the server printed; needed once, unless both are on one machine.")
    private String token;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where it keeps its certificate and the recordings it works on (a temporary folder).")
    private Path data;

    @Option(
            names = "--address",
            paramLabel = "HOST",
            description =
                    "This machine's address for the server and other workers (the one that the server is reached from).")
    private String address;

    @Option(
            names = "--ports",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "First of the three ports it listens on: PORT+1 to PORT+3; 0 takes free ones.")
    private int ports;

    @Option(
            names = "--grace",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "How long it may finish what it has begun when it is told to end (${DEFAULT-VALUE}).")
    private int graceSeconds;

    @Option(
            names = "--server-ca",
            defaultValue = "${env:LECTERN_JOIN_CA}",
            paramLabel = "FILE",
            description = "Certificates in PEM that an https server is believed by: its own or its authority's.")
    private Path serverCa;

    @Option(
            names = "--provider",
            paramLabel = "NAME",
            description =
                    "What runs the detector here: cpu, cuda, openvino-gpu, openvino or coreml; auto takes the first that works (cpu).")
    private String provider;

    @Option(
            names = "--runtime",
            paramLabel = "DIR",
            description = "A folder with another build of onnxruntime's native libraries (built-in).")
    private String runtime;

    @Option(
            names = "--decoder",
            paramLabel = "NAME",
            description =
                    "What decodes the pictures that are looked at here: software, auto, or what ffmpeg calls your hardware, like vaapi or cuda (software).")
    private String decoder;

    @Option(
            names = "--no-shared-folder",
            description = "Fetches recordings over the network even if the server's data folder is seen from here.")
    private boolean apart;

    int run() {
        if (server == null) {
            System.err.println("Say what is to be done: join a server, list its workers, or revoke one.");
            spec.commandLine().usage(System.err);
            return Lectern.Exit.USAGE;
        }
        CountDownLatch ended = new CountDownLatch(1);
        try {
            RemoteWorker worker = RemoteWorker.start(plan());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(worker, ended), "lectern-shutdown"));
            System.out.println("Lectern worker " + worker.name() + " works for " + server);
            Optional<String> complaint = worker.awaitEnd();
            if (complaint.isPresent()) {
                System.err.println(complaint.get());
                return Lectern.Exit.FAILED;
            }
            ended.await();
            return Lectern.Exit.OK;
        } catch (StartFailure e) {
            LOG.debug("could not start", e);
            System.err.println(e.getMessage());
            return Lectern.Exit.FAILED;
        } catch (InvalidConfig | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return Lectern.Exit.USAGE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Lectern.Exit.INTERRUPTED;
        }
    }

    private WorkerPlan plan() throws InvalidConfig {
        return new WorkerPlan(
                server,
                Optional.ofNullable(token).map(String::strip).filter(text -> !text.isEmpty()),
                slots == null ? Runtime.getRuntime().availableProcessors() : slots,
                name == null ? ThisMachine.name() : name,
                ThisMachine.name(),
                Optional.ofNullable(data).map(Path::toAbsolutePath),
                Optional.ofNullable(address),
                ports,
                Duration.ofSeconds(graceSeconds),
                Optional.ofNullable(serverCa).map(Path::toAbsolutePath),
                hardware(),
                apart);
    }

    private Settings.Hardware hardware() throws InvalidConfig {
        Map<ConfigKey, String> given = new EnumMap<>(ConfigKey.class);
        given.put(ConfigKey.PROVIDER, provider);
        given.put(ConfigKey.RUNTIME, runtime);
        given.put(ConfigKey.DECODER, decoder);
        given.values().removeIf(Objects::isNull);
        return SettingsLoader.hardware(System.getenv(), given);
    }

    private static void end(RemoteWorker worker, CountDownLatch ended) {
        worker.close();
        ended.countDown();
    }
}
