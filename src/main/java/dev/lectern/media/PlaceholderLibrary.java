package dev.lectern.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes an empty ELF64 shared library: a name, the versions that others may ask of it, and no function. A program that is linked
 * to it starts; calling a function of it ends the program with a message of the dynamic loader, as functions are bound when they
 * are first called. Layout after the System V ABI (ELF-64 object file format) and the symbol versioning of the Linux Standard Base.
 */
final class PlaceholderLibrary {

    private static final int HEADER = 64;
    private static final int SEGMENT = 56;
    private static final int SEGMENTS = 3;
    private static final int SYMBOL = 24;
    private static final int HASH_TABLE = 16;
    private static final int VERSION = 20;
    private static final int VERSION_NAME = 8;
    private static final int DYNAMIC_ENTRY = 16;

    private static final int PT_LOAD = 1;
    private static final int PT_DYNAMIC = 2;
    private static final int PT_GNU_STACK = 0x6474e551;
    private static final int READ = 4;
    private static final int READ_WRITE = 6;
    private static final int PAGE = 0x10000;

    private PlaceholderLibrary() {}

    /**
     * The bytes of a library.
     *
     * @param name its soname, for example {@code libpulse.so.0}
     * @param versions the versions of symbols that it claims to have
     * @param architecture as in the system property {@code os.arch}
     * @throws IllegalStateException for an architecture other than amd64 and aarch64
     */
    static byte[] of(String name, List<String> versions, String architecture) {
        Map<String, Integer> offsets = new LinkedHashMap<>();
        StringBuilder strings = new StringBuilder("\0");
        // The first version of a library is always its own name.
        offsets.put(name, 1);
        strings.append(name).append('\0');
        for (String version : versions) {
            offsets.put(version, strings.length());
            strings.append(version).append('\0');
        }
        byte[] text = strings.toString().getBytes(StandardCharsets.US_ASCII);

        int symbolsAt = HEADER + SEGMENTS * SEGMENT;
        int hashAt = symbolsAt + SYMBOL;
        int versionsAt = hashAt + HASH_TABLE;
        int textAt = versionsAt + offsets.size() * (VERSION + VERSION_NAME);
        int dynamicAt = (textAt + text.length + 7) / 8 * 8;
        long[][] dynamic = {
            {14, offsets.get(name)}, // DT_SONAME
            {5, textAt}, // DT_STRTAB
            {10, text.length}, // DT_STRSZ
            {6, symbolsAt}, // DT_SYMTAB
            {11, SYMBOL}, // DT_SYMENT
            {4, hashAt}, // DT_HASH
            // DT_VERSYM: the versions of the symbols; the only symbol is the empty one and its zeros serve as zero.
            {0x6ffffff0L, symbolsAt},
            {0x6ffffffcL, versionsAt}, // DT_VERDEF
            {0x6ffffffdL, offsets.size()}, // DT_VERDEFNUM
            {0, 0}
        };
        int size = dynamicAt + dynamic.length * DYNAMIC_ENTRY;

        ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        header(out, machine(architecture));
        // Writable, as the loader keeps addresses in the dynamic section.
        segment(out, PT_LOAD, READ_WRITE, 0, size, PAGE);
        segment(out, PT_DYNAMIC, READ_WRITE, dynamicAt, dynamic.length * DYNAMIC_ENTRY, 8);
        segment(out, PT_GNU_STACK, READ_WRITE, 0, 0, 16);
        out.position(hashAt);
        // One bucket, one symbol: the empty one, which ends every search.
        out.putInt(1).putInt(1).putInt(0).putInt(0);
        out.position(versionsAt);
        int index = 1;
        for (Map.Entry<String, Integer> version : offsets.entrySet()) {
            boolean last = index == offsets.size();
            out.putShort((short) 1).putShort((short) (index == 1 ? 1 : 0)).putShort((short) index);
            out.putShort((short) 1).putInt(hash(version.getKey())).putInt(VERSION);
            out.putInt(last ? 0 : VERSION + VERSION_NAME);
            out.putInt(version.getValue()).putInt(0);
            index++;
        }
        out.position(textAt);
        out.put(text);
        out.position(dynamicAt);
        for (long[] entry : dynamic) {
            out.putLong(entry[0]).putLong(entry[1]);
        }
        return out.array();
    }

    private static void header(ByteBuffer out, short machine) {
        out.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        out.putShort((short) 3).putShort(machine).putInt(1);
        out.putLong(0).putLong(HEADER).putLong(0).putInt(0);
        out.putShort((short) HEADER).putShort((short) SEGMENT).putShort((short) SEGMENTS);
        out.putShort((short) 64).putShort((short) 0).putShort((short) 0);
    }

    private static void segment(ByteBuffer out, int type, int flags, long at, long size, long align) {
        out.putInt(type).putInt(flags).putLong(at).putLong(at).putLong(at);
        out.putLong(size).putLong(size).putLong(align);
    }

    private static short machine(String architecture) {
        return switch (architecture) {
            case "amd64", "x86_64" -> 62;
            case "aarch64" -> 183;
            default -> throw new IllegalStateException("no placeholder libraries for " + architecture);
        };
    }

    /** The hash of the System V ABI, by which versions are compared. */
    private static int hash(String text) {
        int h = 0;
        for (char c : text.toCharArray()) {
            h = (h << 4) + c;
            int high = h & 0xf0000000;
            h = (h ^ (high >>> 24)) & ~high;
        }
        return h;
    }
}
