package dev.lectern.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What processes listen on, as Linux' own tables say. */
public final class Sockets {

    private static final String LISTEN = "0A";

    private Sockets() {}

    /** A socket that waits for connections; IPv4 addresses that are written as IPv6 ones are given as IPv4 ones. */
    public record Listening(String address, int port) {}

    /** The sockets on which a process waits for TCP connections. */
    public static List<Listening> listening(long pid) throws IOException {
        Set<String> inodes = inodes(pid);
        List<Listening> found = new ArrayList<>();
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "net", table))) {
                String[] words = line.strip().split("\\s+");
                if (words.length > 9 && words[3].equals(LISTEN) && inodes.contains(words[9])) {
                    String[] at = words[1].split(":");
                    found.add(new Listening(address(at[0]), Integer.parseInt(at[1], 16)));
                }
            }
        }
        return found;
    }

    private static Set<String> inodes(long pid) throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return descriptors
                    .map(Sockets::target)
                    .filter(target -> target.startsWith("socket:["))
                    .map(target -> target.substring("socket:[".length(), target.length() - 1))
                    .collect(Collectors.toSet());
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            // It was closed while we looked.
            return "";
        }
    }

    /** The kernel writes addresses as 32-bit words in the order of this machine's bytes. */
    private static String address(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        for (int word = 0; word < bytes.length; word += 4) {
            byte first = bytes[word];
            byte second = bytes[word + 1];
            bytes[word] = bytes[word + 3];
            bytes[word + 1] = bytes[word + 2];
            bytes[word + 2] = second;
            bytes[word + 3] = first;
        }
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
