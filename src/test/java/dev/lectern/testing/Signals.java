package dev.lectern.testing;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Signals to processes that a test started. */
public final class Signals {

    private Signals() {}

    /** SIGSTOP: it holds still, its connections stay open, and it does not know. */
    public static void freeze(long pid) {
        send("-STOP", pid);
    }

    /** SIGCONT: it goes on as if no time had passed. */
    public static void thaw(long pid) {
        send("-CONT", pid);
    }

    private static void send(String signal, long pid) {
        try {
            int code = new ProcessBuilder("kill", signal, Long.toString(pid))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill " + signal + " " + pid + ": " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
