package dev.lectern.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Elements of EBML (RFC 8794), as Matroska and WebM use them (RFC 9559). Ids are hexadecimal. */
final class Matroska implements Container {

    private static final Set<String> PARENTS = Set.of(
            "1a45dfa3",
            "18538067",
            "1549a966",
            "1654ae6b",
            "ae",
            "e0",
            "e1",
            "1f43b675",
            "a0",
            "1c53bb6b",
            "bb",
            "b7",
            "114d9b74",
            "4dbb",
            "1254c367",
            "7373",
            "67c8",
            "1941a469",
            "61a7",
            "6d80",
            "6240",
            "5034");
    /** Timecode scale, duration, numbers and types of tracks, dimensions, rates, positions, compression. */
    private static final Set<String> NUMBERS = Set.of(
            "2ad7b1", "4489", "d7", "73c5", "83", "b0", "ba", "54b0", "54ba", "54aa", "23e383", "b5", "9f", "6264",
            "e7", "b3", "f7", "f1", "53ac", "4254", "5031", "5032", "9b", "fb", "42f7", "42f2", "42f3", "4287", "56aa",
            "56bb", "55ee", "53b8");

    private static final String CODEC = "86";

    @Override
    public ByteOrder order() {
        return ByteOrder.BIG_ENDIAN;
    }

    @Override
    public List<Node> read(byte[] file) {
        return read(file, 0, file.length);
    }

    private List<Node> read(byte[] file, int from, int to) {
        List<Node> nodes = new ArrayList<>();
        int at = from;
        while (at < to) {
            int idLength = lengthOf(file[at]);
            if (idLength > 4 || at + idLength >= to) {
                break;
            }
            String id = HexFormat.of().formatHex(file, at, at + idLength);
            int sizeAt = at + idLength;
            int sizeLength = lengthOf(file[sizeAt]);
            if (sizeLength > 8 || sizeAt + sizeLength > to) {
                break;
            }
            long size = file[sizeAt] & (0xff >> sizeLength);
            boolean unknown = size == (0xff >> sizeLength);
            for (int i = 1; i < sizeLength; i++) {
                size = size << 8 | file[sizeAt + i] & 0xff;
                unknown &= file[sizeAt + i] == -1;
            }
            int begin = sizeAt + sizeLength;
            int end = unknown || size > to - begin ? to : (int) (begin + size);
            nodes.add(
                    PARENTS.contains(id)
                            ? Node.parent(id, new byte[0], read(file, begin, end))
                            : Node.leaf(id, Arrays.copyOfRange(file, begin, end)));
            at = end;
        }
        return nodes;
    }

    private static int lengthOf(byte first) {
        return first == 0 ? 9 : Integer.numberOfLeadingZeros(first & 0xff) - 23;
    }

    @Override
    public byte[] write(List<Node> nodes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Node node : nodes) {
            byte[] inside = node.isParent() ? write(node.children) : node.content;
            long size = node.claimedSize == null ? inside.length : node.claimedSize;
            out.writeBytes(HexFormat.of().parseHex(node.id));
            // Always in eight bytes, which is allowed and has room for every lie.
            out.writeBytes(ByteBuffer.allocate(8)
                    .putLong(size & 0xffffffffffffffL | 1L << 56)
                    .array());
            out.writeBytes(inside);
        }
        return out.toByteArray();
    }

    @Override
    public List<Field> fields(Node node) {
        if (NUMBERS.contains(node.id) && node.content.length > 0) {
            return List.of(new Field(0, Math.min(8, node.content.length)));
        }
        // The head of a block: track, time, lacing.
        return (node.id.equals("a3") || node.id.equals("a1")) && node.content.length >= 8
                ? Container.every(1, 0, 8)
                : List.of();
    }

    @Override
    public Optional<Field> codec(Node node) {
        return node.id.equals(CODEC) ? Optional.of(new Field(0, node.content.length)) : Optional.empty();
    }

    @Override
    public List<byte[]> codecs() {
        return Stream.of(
                        "V_MPEG4/ISO/AVC",
                        "V_MPEGH/ISO/HEVC",
                        "V_AV1",
                        "V_VP9",
                        "V_THEORA",
                        "V_MS/VFW/FOURCC",
                        "V_QUICKTIME",
                        "V_UNCOMPRESSED",
                        "V_REAL/RV40",
                        "A_AAC",
                        "S_TEXT/ASS",
                        "S_VOBSUB",
                        "S_HDMV/PGS",
                        "V_FFV1",
                        "")
                .map(Container::ascii)
                .toList();
    }

    @Override
    public List<Node> references(String target) {
        byte[] name = Container.ascii(target);
        Node attachment = Node.parent(
                "1941a469",
                new byte[0],
                List.of(Node.parent(
                        "61a7",
                        new byte[0],
                        List.of(
                                Node.leaf("466e", name),
                                Node.leaf("4660", Container.ascii("application/x-truetype-font")),
                                Node.leaf("46ae", new byte[] {1}),
                                Node.leaf("465c", name)))));
        // Files that are said to come before and after this one.
        Node info = Node.parent("1549a966", new byte[0], List.of(Node.leaf("3c83ab", name), Node.leaf("3e83bb", name)));
        Node linked = Node.parent("1549a966", new byte[0], List.of(Node.leaf("3cb923", new byte[16])));
        return List.of(attachment, info, linked);
    }
}
