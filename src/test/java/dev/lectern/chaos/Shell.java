package dev.lectern.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs the small programs of the system that make networks and disks. */
final class Shell {

    private Shell() {}

    /** Runs a command that must succeed; words are separated by spaces. */
    static void run(String command) {
        if (!tries(command)) {
            throw new IllegalStateException(command + " failed");
        }
    }

    /** Whether a command succeeds. */
    static boolean tries(String command) {
        try {
            Process process = new ProcessBuilder(List.of(command.split(" ")))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                System.out.println("chaos: " + command + ": " + said.strip());
            }
            return code == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
