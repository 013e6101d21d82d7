package dev.lectern.cluster;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The certificates that are no longer good: a file with one serial number in hex on each line. Thread safe. */
final class Revocations {

    private static final String FILE = "revoked.txt";

    private final PrivateFolder folder;
    private volatile Set<BigInteger> serials;

    private Revocations(PrivateFolder folder, Set<BigInteger> serials) {
        this.folder = folder;
        this.serials = serials;
    }

    /**
     * Reads the list.
     *
     * @throws IllegalArgumentException if a line is no serial number: none may be forgotten for that
     */
    static Revocations open(PrivateFolder folder) throws IOException {
        String text = new String(folder.read(FILE).orElse(new byte[0]), StandardCharsets.US_ASCII);
        return new Revocations(
                folder,
                text.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .map(line -> new BigInteger(line, 16))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    boolean contains(BigInteger serial) {
        return serials.contains(serial);
    }

    synchronized void add(BigInteger serial) throws IOException {
        Set<BigInteger> more =
                Stream.concat(serials.stream(), Stream.of(serial)).collect(Collectors.toUnmodifiableSet());
        String text = more.stream().sorted().map(one -> one.toString(16) + "\n").collect(Collectors.joining());
        folder.write(FILE, text.getBytes(StandardCharsets.US_ASCII));
        serials = more;
    }
}
