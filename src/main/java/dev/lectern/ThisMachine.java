package dev.lectern;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The machine this runs on. */
final class ThisMachine {

    /** Java's own way asks the name server, which may take long, and fails without one. */
    private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

    private ThisMachine() {}

    /** What it calls itself; "unknown" if it does not say. */
    static String name() {
        return kernel().or(() -> Optional.ofNullable(System.getenv("HOSTNAME")))
                .or(() -> Optional.ofNullable(System.getenv("COMPUTERNAME")))
                .filter(name -> !name.isBlank())
                .orElse("unknown");
    }

    private static Optional<String> kernel() {
        try {
            return Optional.of(Files.readString(KERNEL).strip()).filter(name -> !name.isEmpty());
        } catch (IOException e) {
            // Not on Linux.
            return Optional.empty();
        }
    }
}
