package dev.lectern.redis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Servers of a data folder that an earlier Lectern left running when it was killed. They are known by their program, which
 * lies in the data folder and is run for nothing else; so no other process is ever mistaken for one, as it could be by a
 * number in a file, and children of the server (a rewrite of the append-only file) are found too.
 */
final class LeftBehind {

    private static final Logger LOG = LoggerFactory.getLogger(LeftBehind.class);
    private static final long SECONDS_TO_END = 5;

    private LeftBehind() {}

    /**
     * Ends them, so that no two servers write one append-only file.
     *
     * @param bin the folder that has the data folder's programs
     * @throws IOException if one cannot be ended; the message is a sentence
     */
    static void end(Path bin) throws IOException, InterruptedException {
        for (ProcessHandle server : find(bin)) {
            LOG.warn("ending the Redis (process {}) that an earlier run left behind", server.pid());
            server.destroy();
            if (!ended(server)) {
                server.destroyForcibly();
                if (!ended(server)) {
                    throw new IOException("A Redis of an earlier run (process " + server.pid()
                            + ") is in the way and cannot be ended");
                }
            }
        }
    }

    static List<ProcessHandle> find(Path bin) throws IOException {
        Path real = bin.toRealPath();
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .command()
                        .filter(command -> Path.of(command).startsWith(real))
                        .isPresent())
                .toList();
    }

    private static boolean ended(ProcessHandle server) throws InterruptedException {
        try {
            server.onExit().get(SECONDS_TO_END, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
