package dev.lectern;

import ch.qos.logback.classic.Level;
import dev.lectern.enrol.EnrolFailure;
import dev.lectern.job.TaskFailure;
import org.slf4j.LoggerFactory;

/** How a command that works on files and ends tells what went wrong: one sentence and an exit code, and no log. */
final class CommandEnd {

    private CommandEnd() {}

    /** What the log says at INFO is for those who run a server; here the sentence at the end says it. */
    static void keepQuiet() {
        if (System.getenv("LECTERN_LOG_LEVEL") == null
                && LoggerFactory.getLogger("dev.lectern") instanceof ch.qos.logback.classic.Logger logger) {
            logger.setLevel(Level.WARN);
        }
    }

    static int of(TaskFailure failure) {
        int exitCode =
                switch (failure.kind()) {
                    case PERMANENT -> Lectern.Exit.RECORDING;
                    case INTERRUPTED -> Lectern.Exit.INTERRUPTED;
                    case TRANSIENT, BUG -> Lectern.Exit.FAILED;
                };
        return complain(exitCode, failure.getMessage());
    }

    /** Of a command that speaks to the running server. */
    static int of(EnrolFailure failure) {
        boolean asker = failure.kind() == EnrolFailure.Kind.REFUSED;
        return complain(asker ? Lectern.Exit.USAGE : Lectern.Exit.FAILED, failure.getMessage());
    }

    static int complain(int exitCode, String sentence) {
        System.err.println(sentence);
        return exitCode;
    }
}
