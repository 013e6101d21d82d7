package dev.lectern.redis;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** The redis-server program that the jar carries, as a file that can be run. */
final class RedisProgram {

    private static final String VERSION = "7.0.15";

    private RedisProgram() {}

    /**
     * Unpacks the program of this platform, unless that was done before.
     *
     * @param bin the folder to unpack to
     * @return the program
     * @throws IOException if there is none for this platform or it cannot be written; the message is a sentence
     */
    static Path unpack(Path bin) throws IOException {
        String name = name(System.getProperty("os.name"), System.getProperty("os.arch"));
        URL resource = RedisProgram.class.getResource("/" + name);
        if (resource == null) {
            throw none(System.getProperty("os.name"), System.getProperty("os.arch"));
        }
        Path program = bin.resolve(name);
        if (Files.isExecutable(program)
                && Files.size(program) == resource.openConnection().getContentLengthLong()) {
            return program;
        }
        Files.createDirectories(bin);
        Path unfinished = Files.createTempFile(bin, name, ".tmp");
        try {
            try (InputStream in = resource.openStream()) {
                Files.copy(in, unfinished, StandardCopyOption.REPLACE_EXISTING);
            }
            try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            if (!unfinished.toFile().setExecutable(true, true)) {
                throw new IOException("The program " + program + " cannot be made executable");
            }
            Files.move(unfinished, program, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        return program;
    }

    /** The resource for an operating system and processor as Java names them. */
    static String name(String osName, String osArch) throws IOException {
        String os = osName.toLowerCase(Locale.ROOT);
        String arch = osArch.toLowerCase(Locale.ROOT);
        String system = os.startsWith("linux") ? "linux" : os.startsWith("mac") ? "darwin" : "";
        String processor =
                switch (arch) {
                    case "amd64", "x86_64" -> "amd64";
                    case "aarch64", "arm64" -> "arm64";
                    case "i386", "i486", "i586", "i686", "x86" -> system.equals("linux") ? "386" : "";
                    default -> "";
                };
        if (system.isEmpty() || processor.isEmpty()) {
            throw none(osName, osArch);
        }
        return "redis-server-" + VERSION + "-" + system + "-" + processor;
    }

    private static IOException none(String osName, String osArch) {
        return new IOException("Lectern brings no Redis for " + osName + " on " + osArch
                + ": run one yourself and set LECTERN_REDIS to its address, such as redis://127.0.0.1:6379");
    }
}
