package dev.lectern.job;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses of the internet protocol that begin alike, in the notation of RFC 4632: {@code 10.0.0.0/8}, {@code fd00::/8}, or a single
 * address. Only numbers are understood, so that no name service is ever asked.
 *
 * @param first an address of it
 * @param bits how many leading bits all of them share, 0 to 32 or 128
 */
public record AddressRange(InetAddress first, int bits) {

    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    public AddressRange {
        Objects.requireNonNull(first);
        if (bits < 0 || bits > first.getAddress().length * Byte.SIZE) {
            throw new IllegalArgumentException("an address has no " + bits + " bits");
        }
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        InetAddress first = address(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException("not an address: " + text));
        String bits = slash < 0 ? "" : text.substring(slash + 1);
        if (slash >= 0 && !bits.matches("\\d{1,3}")) {
            throw new IllegalArgumentException("not a number of bits: " + text);
        }
        return new AddressRange(first, slash < 0 ? first.getAddress().length * Byte.SIZE : Integer.parseInt(bits));
    }

    /** The address that a text is in numbers; empty if it is none. An IPv4 address that is written as IPv6 is IPv4. */
    public static Optional<InetAddress> address(String text) {
        if (!IPV4.matcher(text).matches()
                && !(text.indexOf(':') >= 0 && IPV6.matcher(text).matches())) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException notOne) {
            return Optional.empty();
        }
    }

    /** Whether an address is in it; one of the other kind never is. */
    public boolean contains(InetAddress address) {
        byte[] mine = first.getAddress();
        byte[] theirs = address.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if ((mine[bit / Byte.SIZE] & mask) != (theirs[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }
}
