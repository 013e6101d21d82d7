package dev.lectern.detect.convert;

import java.util.LinkedHashMap;
import java.util.Map;

/** The attributes of one ONNX node, by the field numbers and type codes of onnx.proto3. */
public final class Attributes {

    private static final int FLOAT = 1;
    private static final int INT = 2;
    private static final int STRING = 3;
    private static final int INTS = 7;

    private final Map<String, ProtoBuffer> written = new LinkedHashMap<>();
    private final Map<String, Float> reals = new LinkedHashMap<>();

    private Attributes() {}

    public static Attributes none() {
        return new Attributes();
    }

    public Attributes real(String name, float value) {
        reals.put(name, value);
        return with(name, new ProtoBuffer().text(1, name).real(2, value).number(20, FLOAT));
    }

    public Attributes integer(String name, long value) {
        return with(name, new ProtoBuffer().text(1, name).number(3, value).number(20, INT));
    }

    public Attributes text(String name, String value) {
        return with(name, new ProtoBuffer().text(1, name).text(4, value).number(20, STRING));
    }

    public Attributes integers(String name, long... values) {
        ProtoBuffer attribute = new ProtoBuffer().text(1, name);
        for (long value : values) {
            attribute.number(8, value);
        }
        return with(name, attribute.number(20, INTS));
    }

    /** The value of a real attribute that is there. */
    float real(String name) {
        return reals.get(name);
    }

    /** All others. */
    Attributes without(String name) {
        Attributes others = none();
        others.written.putAll(written);
        others.reals.putAll(reals);
        others.written.remove(name);
        others.reals.remove(name);
        return others;
    }

    private Attributes with(String name, ProtoBuffer attribute) {
        written.put(name, attribute);
        return this;
    }

    void writeTo(ProtoBuffer node) {
        written.values().forEach(attribute -> node.message(5, attribute));
    }
}
