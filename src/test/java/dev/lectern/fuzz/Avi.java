package dev.lectern.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Chunks of RIFF. */
final class Avi implements Container {

    @Override
    public ByteOrder order() {
        return ByteOrder.LITTLE_ENDIAN;
    }

    @Override
    public List<Node> read(byte[] file) {
        return read(file, 0, file.length);
    }

    private List<Node> read(byte[] file, int from, int to) {
        List<Node> nodes = new ArrayList<>();
        int at = from;
        while (at + 8 <= to) {
            String id = new String(file, at, 4, StandardCharsets.ISO_8859_1);
            long size = Integer.toUnsignedLong(
                    ByteBuffer.wrap(file, at + 4, 4).order(order()).getInt());
            int end = at + 8 + size > to ? to : (int) (at + 8 + size);
            if ((id.equals("RIFF") || id.equals("LIST")) && at + 12 <= end) {
                nodes.add(Node.parent(id, Arrays.copyOfRange(file, at + 8, at + 12), read(file, at + 12, end)));
            } else {
                nodes.add(Node.leaf(id, Arrays.copyOfRange(file, at + 8, end)));
            }
            at = end + (end - at) % 2;
        }
        return nodes;
    }

    @Override
    public byte[] write(List<Node> nodes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Node node : nodes) {
            byte[] inside = node.isParent() ? write(node.children) : node.content;
            long size = (long) node.preamble.length + inside.length;
            out.writeBytes(Container.ascii(node.id));
            out.writeBytes(ByteBuffer.allocate(4)
                    .order(order())
                    .putInt((int) (node.claimedSize == null ? size : node.claimedSize))
                    .array());
            out.writeBytes(node.preamble);
            out.writeBytes(inside);
            if (size % 2 != 0) {
                out.write(0);
            }
        }
        return out.toByteArray();
    }

    @Override
    public List<Field> fields(Node node) {
        return switch (node.id) {
            case "avih", "strh", "strf", "dmlh", "vprp", "indx", "idx1" ->
                Container.every(4, 0, Math.min(node.content.length, 96));
            default -> List.of();
        };
    }

    @Override
    public Optional<Field> codec(Node node) {
        return switch (node.id) {
            // The kind of stream, and the codec of its pictures.
            case "strh" -> Optional.of(new Field(0, 4));
            case "strf" -> node.content.length >= 20 ? Optional.of(new Field(16, 4)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    @Override
    public List<byte[]> codecs() {
        return Stream.of(
                        "vids",
                        "auds",
                        "txts",
                        "iavs",
                        "M8YA",
                        "M8RG",
                        "H264",
                        "MJPG",
                        "cvid",
                        "IV50",
                        "ZMBV",
                        "\0\0\0\0",
                        "DXSB")
                .map(Container::ascii)
                .toList();
    }

    @Override
    public List<Node> references(String target) {
        String list = "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n" + target + "\n#EXT-X-ENDLIST\n";
        byte[] header = ByteBuffer.allocate(56)
                .order(order())
                .put(Container.ascii("txts"))
                .array();
        byte[] gab2 = ByteBuffer.allocate(17 + list.length())
                .order(order())
                .put(Container.ascii("GAB2\0"))
                .putShort((short) 2)
                .putInt(0)
                .putShort((short) 4)
                .putInt(list.length())
                .put(Container.ascii(list))
                .array();
        Node stream = Node.parent(
                "LIST",
                Container.ascii("strl"),
                List.of(Node.leaf("strh", header), Node.leaf("strf", new byte[0]), Node.leaf("strd", gab2)));
        return List.of(stream, Node.leaf("00tx", gab2), Node.leaf("ISRF", Container.ascii(target)));
    }
}
