package dev.lectern.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Boxes of ISO/IEC 14496-12 and of QuickTime. */
final class Mp4 implements Container {

    private static final Set<String> PARENTS =
            Set.of("moov", "trak", "mdia", "minf", "dinf", "stbl", "edts", "udta", "mvex", "moof", "traf", "mfra");
    /** Bytes before the first child. */
    private static final Map<String, Integer> PREAMBLES = Map.of("stsd", 8, "dref", 8, "meta", 4);

    private static final Set<String> SAMPLE_ENTRIES =
            Set.of("avc1", "hvc1", "hev1", "av01", "vp09", "mp4v", "mp4a", "mjpg", "jpeg", "M8YA");

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
        while (at + 8 <= to) {
            long size = Integer.toUnsignedLong(ByteBuffer.wrap(file, at, 4).getInt());
            String id = new String(file, at + 4, 4, StandardCharsets.ISO_8859_1);
            int end = size < 8 || at + size > to ? to : (int) (at + size);
            int preamble = PREAMBLES.getOrDefault(id, 0);
            if ((PARENTS.contains(id) || preamble > 0) && at + 8 + preamble <= end) {
                byte[] before = Arrays.copyOfRange(file, at + 8, at + 8 + preamble);
                nodes.add(Node.parent(id, before, read(file, at + 8 + preamble, end)));
            } else {
                nodes.add(Node.leaf(id, Arrays.copyOfRange(file, at + 8, end)));
            }
            at = end;
        }
        return nodes;
    }

    @Override
    public byte[] write(List<Node> nodes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Node node : nodes) {
            byte[] inside = node.isParent() ? write(node.children) : node.content;
            long size = 8L + node.preamble.length + inside.length;
            out.writeBytes(ByteBuffer.allocate(4)
                    .putInt((int) (node.claimedSize == null ? size : node.claimedSize))
                    .array());
            out.writeBytes(Container.ascii(node.id));
            out.writeBytes(node.preamble);
            out.writeBytes(inside);
        }
        return out.toByteArray();
    }

    @Override
    public List<Field> fields(Node node) {
        int length = Math.min(node.content.length, 64);
        return switch (node.id) {
            // Version and flags, count, and the first entries.
            case "stts", "ctts", "stsc", "stsz", "stco", "stss", "elst", "trun", "sidx", "tfhd", "tfra", "trex" ->
                Container.every(4, 0, length);
            case "co64", "tfdt", "mfro" -> Container.every(8, 4, length);
            // Times, timescale, duration; width and height are the last two of a tkhd.
            case "mvhd", "mdhd", "mehd", "tkhd" -> Container.every(4, 0, Math.min(node.content.length, 108));
            case "pasp", "clap", "vmhd", "smhd", "hdlr", "ftyp", "mfhd" -> Container.every(4, 0, length);
            // Width, height, resolution, depth; channels, bits and rate of sound.
            default ->
                SAMPLE_ENTRIES.contains(node.id) ? Container.every(2, 6, Math.min(node.content.length, 90)) : List.of();
        };
    }

    @Override
    public Optional<Field> codec(Node node) {
        return node.id.equals("hdlr") && node.content.length > 12 ? Optional.of(new Field(8, 4)) : Optional.empty();
    }

    @Override
    public List<byte[]> codecs() {
        return Stream.of("vide", "soun", "text", "sbtl", "hint", "tmcd", "meta", "url ", "mp4s", "M8YA")
                .map(Container::ascii)
                .toList();
    }

    @Override
    public List<Node> references(String target) {
        byte[] url = Container.ascii(target + "\0");
        byte[] outside =
                ByteBuffer.allocate(4 + url.length).put(new byte[4]).put(url).array();
        // An alias as QuickTime has it: a volume, a folder, and the path at the end.
        ByteBuffer alias = ByteBuffer.allocate(4 + 150 + 4 + url.length + 4);
        alias.position(4 + 150);
        alias.putShort((short) 2).putShort((short) url.length).put(url).putShort((short) -1);
        Node dref = Node.parent(
                "dref",
                new byte[] {0, 0, 0, 0, 0, 0, 0, 2},
                List.of(Node.leaf("url ", outside), Node.leaf("alis", alias.array())));
        byte[] rdrf = ByteBuffer.allocate(12 + url.length)
                .putInt(0)
                .put(Container.ascii("url "))
                .putInt(url.length)
                .put(url)
                .array();
        Node reference = Node.parent(
                "rmra", new byte[0], List.of(Node.parent("rmda", new byte[0], List.of(Node.leaf("rdrf", rdrf)))));
        return List.of(
                dref,
                Node.parent("dinf", new byte[0], List.of(dref.copy())),
                reference,
                Node.leaf("url ", outside),
                Node.leaf("urn ", outside),
                Node.parent("udta", new byte[0], List.of(Node.leaf("\u00a9url", outside))));
    }
}
