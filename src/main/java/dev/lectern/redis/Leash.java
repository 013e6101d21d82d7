package dev.lectern.redis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The small programs of util-linux that a child process is started through; each replaces itself by the next, so that the process
 * id stays the same. Tried rather than looked for: other programs of these names, such as busybox', lack the options.
 */
final class Leash {

    /** A session of its own: Ctrl-C in the terminal reaches Lectern, which needs Redis to end in order, and then ends it. */
    private static final List<String> SESSION = working("setsid");

    /** Ties the child to the thread that starts it. */
    private static final List<String> DEATH_SIGNAL = working("setpriv", "--pdeathsig", "KILL", "--");

    private Leash() {}

    /** What to put before a command; as much of it as this system has. */
    static List<String> prefix() {
        List<String> prefix = new ArrayList<>(SESSION);
        prefix.addAll(DEATH_SIGNAL);
        return prefix;
    }

    /** Whether a child dies with the thread that started it. */
    static boolean ties() {
        return !DEATH_SIGNAL.isEmpty();
    }

    private static List<String> working(String... prefix) {
        List<String> command = new ArrayList<>(List.of(prefix));
        command.add("true");
        try {
            Process trial = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return trial.waitFor(5, TimeUnit.SECONDS) && trial.exitValue() == 0 ? List.of(prefix) : List.of();
        } catch (IOException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
