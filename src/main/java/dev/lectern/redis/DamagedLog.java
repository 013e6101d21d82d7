package dev.lectern.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An append-only file that redis-server refuses to read, as a failing disk can leave it. (One that merely ends too early it
 * repairs by itself.) Nothing in Redis is the only copy of anything, so it is put out of the way rather than let it keep
 * Lectern from starting.
 */
final class DamagedLog {

    private static final Logger LOG = LoggerFactory.getLogger(DamagedLog.class);
    private static final Pattern REFUSED = Pattern.compile("Bad file format reading the append only file|AOF manifest"
            + "|Unable to obtain the AOF file|Short read or OOM loading DB");
    private static final String FOLDER = "appendonlydir";

    private DamagedLog() {}

    /**
     * Puts the data out of the way if that is what the server ended for.
     *
     * @param home the server's folder; the damaged data is kept in a new folder in it
     * @param lastWords what the server said before it ended
     */
    static void setAside(Path home, String lastWords) throws IOException {
        Path folder = home.resolve(FOLDER);
        if (REFUSED.matcher(lastWords).find() && Files.isDirectory(folder)) {
            Path aside = Files.createTempDirectory(home, "damaged-");
            Files.move(folder, aside.resolve(FOLDER));
            LOG.warn("the data of the embedded Redis is damaged and was moved to {}; beginning without it", aside);
        }
    }
}
