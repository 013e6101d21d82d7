package dev.lectern.detect.convert;

import java.util.ArrayList;
import java.util.List;

/** The attributes of one ONNX node, by the field numbers and type codes of onnx.proto3. */
public final class Attributes {

    private static final int FLOAT = 1;
    private static final int INT = 2;
    private static final int STRING = 3;
    private static final int INTS = 7;

    private final List<ProtoBuffer> written = new ArrayList<>();

    private Attributes() {}

    public static Attributes none() {
        return new Attributes();
    }

    public Attributes real(String name, float value) {
        written.add(new ProtoBuffer().text(1, name).real(2, value).number(20, FLOAT));
        return this;
    }

    public Attributes integer(String name, long value) {
        written.add(new ProtoBuffer().text(1, name).number(3, value).number(20, INT));
        return this;
    }

    public Attributes text(String name, String value) {
        written.add(new ProtoBuffer().text(1, name).text(4, value).number(20, STRING));
        return this;
    }

    public Attributes integers(String name, long... values) {
        ProtoBuffer attribute = new ProtoBuffer().text(1, name);
        for (long value : values) {
            attribute.number(8, value);
        }
        written.add(attribute.number(20, INTS));
        return this;
    }

    void writeTo(ProtoBuffer node) {
        written.forEach(attribute -> node.message(5, attribute));
    }
}
