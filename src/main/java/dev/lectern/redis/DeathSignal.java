package dev.lectern.redis;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Ties a child process to the thread that starts it, where the system has a program for that (util-linux' setpriv). */
final class DeathSignal {

    private static final List<String> SETPRIV = List.of("setpriv", "--pdeathsig", "KILL", "--");
    private static final List<String> PREFIX = works() ? SETPRIV : List.of();

    private DeathSignal() {}

    /** What to put before a command; empty where it cannot be done. */
    static List<String> prefix() {
        return PREFIX;
    }

    private static boolean works() {
        // Tried rather than looked for: other programs of this name, such as busybox', do not have the option.
        try {
            Process trial = new ProcessBuilder("setpriv", "--pdeathsig", "KILL", "--", "true")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return trial.waitFor(5, TimeUnit.SECONDS) && trial.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
