package dev.lectern.fuzz;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A family of containers: how their files fall into nodes, and which fields those have. */
interface Container {

    /** A number within the content of a node. */
    record Field(int at, int length) {}

    List<Node> read(byte[] file);

    byte[] write(List<Node> nodes);

    ByteOrder order();

    /** Where a node keeps sizes, counts, offsets, times, dimensions and codecs; empty if nobody knows. */
    List<Field> fields(Node node);

    /** Node that names a codec or a kind of stream: where, and what else there is to say. */
    Optional<Field> codec(Node node);

    List<byte[]> codecs();

    /** Nodes that refer to something outside of the file. */
    List<Node> references(String target);

    /** The family of a file by its first bytes; empty if it is none of them. */
    static Optional<Container> of(byte[] file) {
        if (file.length < 16) {
            return Optional.empty();
        }
        String head = new String(file, 0, 12, StandardCharsets.ISO_8859_1);
        if (head.startsWith("RIFF") && head.endsWith("AVI ")) {
            return Optional.of(new Avi());
        }
        if (head.startsWith("\u001a\u0045\u00df\u00a3")) {
            return Optional.of(new Matroska());
        }
        return head.startsWith("ftyp", 4) || head.startsWith("moov", 4) ? Optional.of(new Mp4()) : Optional.empty();
    }

    static List<Field> every(int length, int from, int to) {
        List<Field> fields = new ArrayList<>();
        for (int at = from; at + length <= to; at += length) {
            fields.add(new Field(at, length));
        }
        return fields;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
