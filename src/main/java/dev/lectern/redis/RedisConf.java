package dev.lectern.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * How the embedded server runs: on the loopback interface only, behind a password, with everything in an append-only file
 * that is synced each second, and never evicting a key.
 *
 * @param home the server's folder
 * @param port on 127.0.0.1
 * @param password letters and digits
 * @param more further lines, which win over the ones here
 */
record RedisConf(Path home, int port, String password, List<String> more) {

    RedisConf {
        if (!password.matches("[0-9A-Za-z]{16,}")) {
            throw new IllegalArgumentException("the password must be 16 or more letters and digits");
        }
        more = List.copyOf(more);
    }

    RedisAddress address() {
        return new RedisAddress("redis://:" + password + "@127.0.0.1:" + port);
    }

    /**
     * Writes the configuration where only this user can read it. A file, because an argument list shows the password to
     * everybody on the machine.
     */
    Path write() throws IOException {
        Files.createDirectories(home);
        Path unfinished = Files.createTempFile(home, "redis", ".conf.tmp", ownerOnly(home));
        Files.write(unfinished, lines());
        return Files.move(unfinished, home.resolve("redis.conf"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(
                "bind 127.0.0.1",
                "port " + port,
                "protected-mode yes",
                "requirepass " + password,
                "dir " + quoted(home.toString()),
                "appendonly yes",
                "appendfsync everysec",
                // Written anew as commands and not as a picture of the memory, in which what was deleted from a stream
                // stays.
                "aof-use-rdb-preamble no",
                "save \"\"",
                "maxmemory-policy noeviction",
                "daemonize no",
                "logfile \"\"",
                // Keep the argument list as it was, so that a process list says whose server this is.
                "set-proc-title no"));
        lines.addAll(more);
        return lines;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
