package dev.lectern;

import dev.lectern.config.Settings;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;

/** Server and worker slots in one JVM, until it is told to end. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        versionProvider = Lectern.Version.class,
        description = "Starts the service (as without a command).")
final class ServeCommand {

    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    int run(Settings settings) {
        CountDownLatch ended = new CountDownLatch(1);
        try {
            Server server = Server.start(settings);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, ended), "lectern-shutdown"));
            System.out.println("Lectern is ready at " + server.url());
            if (!server.locked()) {
                System.out.println("There are no accounts: everybody on this machine may use it and needs no login."
                        + " \"lectern user add NAME\" makes the first account, and from then on everybody needs one.");
            }
            ended.await();
            return Lectern.Exit.OK;
        } catch (StartFailure e) {
            LOG.debug("could not start", e);
            System.err.println(e.getMessage());
            return Lectern.Exit.FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Lectern.Exit.INTERRUPTED;
        }
    }

    private static void end(Server server, CountDownLatch ended) {
        server.close();
        ended.countDown();
    }
}
