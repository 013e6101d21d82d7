package dev.lectern.detect.convert;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An ONNX model under construction: nodes in the order in which they are to run, constants, inputs and outputs. Field numbers are
 * those of onnx.proto3, operators those of opset 13.
 */
public final class OnnxGraph {

    private static final int IR_VERSION = 8;
    private static final int OPSET = 13;
    private static final int TYPE_FLOAT = 1;
    private static final int TYPE_UINT8 = 2;
    private static final int TYPE_INT8 = 3;
    private static final int TYPE_INT32 = 6;
    private static final int TYPE_INT64 = 7;

    private final String name;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Values> constants = new LinkedHashMap<>();
    private final List<ProtoBuffer> inputs = new ArrayList<>();
    private final List<ProtoBuffer> outputs = new ArrayList<>();
    private final Map<String, String> metadata = new TreeMap<>();
    private int names;

    /**
     * An operator in the graph.
     *
     * @param operator of opset 13
     * @param in names of what goes in; an empty one leaves an optional input out
     * @param out names of what comes out
     */
    record Node(String operator, Attributes attributes, List<String> in, List<String> out) {
        Node {
            in = List.copyOf(in);
            out = List.copyOf(out);
        }

        /** The same with other inputs. */
        Node taking(List<String> others) {
            return new Node(operator, attributes, others, out);
        }

        private ProtoBuffer toProto() {
            ProtoBuffer node = new ProtoBuffer();
            in.forEach(tensor -> node.text(1, tensor));
            out.forEach(tensor -> node.text(2, tensor));
            node.text(4, operator);
            attributes.writeTo(node);
            return node;
        }
    }

    /**
     * A constant.
     *
     * @param type code of the type of its elements
     * @param raw the elements, row-major and little-endian
     */
    record Values(int type, long[] dims, byte[] raw) {

        long[] integers() {
            long[] values = new long[raw.length / Long.BYTES];
            ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(values);
            return values;
        }

        float[] floats() {
            float[] values = new float[raw.length / Float.BYTES];
            ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
            return values;
        }
    }

    public OnnxGraph(String name) {
        this.name = name;
    }

    /**
     * Declares a float input.
     *
     * @param dims a number is a fixed length, anything else the name of a length that is known when the model runs
     */
    public OnnxGraph input(String tensor, String... dims) {
        inputs.add(declaration(tensor, dims));
        return this;
    }

    /** Declares the float tensor {@code result} as the model's output {@code output}. */
    public OnnxGraph output(String output, String result, String... dims) {
        nodes.add(new Node("Identity", Attributes.none(), List.of(result), List.of(output)));
        outputs.add(declaration(output, dims));
        return this;
    }

    /** A fact about the model that whoever loads it can ask for. */
    public OnnxGraph fact(String key, String value) {
        metadata.put(key, value);
        return this;
    }

    /** A constant of floats in row-major order; returns its name. */
    public String floats(long[] dims, float... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return constant(TYPE_FLOAT, dims, raw.array());
    }

    /** A one-dimensional constant of integers; returns its name. */
    public String integers(long... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        return constant(TYPE_INT64, new long[] {values.length}, raw.array());
    }

    /** A constant of signed bytes; returns its name. */
    String signedBytes(long[] dims, byte... values) {
        return constant(TYPE_INT8, dims, values);
    }

    /** A single unsigned byte; returns its name. */
    String unsignedByte(int value) {
        return constant(TYPE_UINT8, new long[0], new byte[] {(byte) value});
    }

    /** A one-dimensional constant of 32-bit integers; returns its name. */
    String words(int... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asIntBuffer().put(values);
        return constant(TYPE_INT32, new long[] {values.length}, raw.array());
    }

    /** The nodes, in the order in which they run; changes are changes of the graph. */
    List<Node> nodes() {
        return nodes;
    }

    /** The constant of that name; null if it is none. */
    Values constant(String tensor) {
        return constants.get(tensor);
    }

    /** Forgets constants that no node takes. */
    void dropUnused() {
        Set<String> used = nodes.stream().flatMap(node -> node.in().stream()).collect(Collectors.toSet());
        constants.keySet().retainAll(used);
    }

    /** Declares a tensor inside the graph as an output as well, so that it can be looked at. */
    void expose(String tensor) {
        outputs.add(new ProtoBuffer()
                .text(1, tensor)
                .message(2, new ProtoBuffer().message(1, new ProtoBuffer().number(1, TYPE_FLOAT))));
    }

    /** Adds a node with one result; returns the result's name. An empty input name leaves an optional input out. */
    public String node(String operator, Attributes attributes, String... in) {
        return nodes(operator, 1, attributes, in).get(0);
    }

    /** Adds a node with several results; returns their names. */
    public List<String> nodes(String operator, int results, Attributes attributes, String... in) {
        List<String> out = new ArrayList<>();
        for (int i = 0; i < results; i++) {
            out.add(operator + "_" + names++);
        }
        nodes.add(new Node(operator, attributes, List.of(in), out));
        return out;
    }

    /** The model as the bytes of an .onnx file. */
    public byte[] toBytes() {
        ProtoBuffer graph = new ProtoBuffer();
        nodes.forEach(node -> graph.message(1, node.toProto()));
        graph.text(2, name);
        constants.forEach((constant, values) -> graph.message(5, initializer(constant, values)));
        inputs.forEach(input -> graph.message(11, input));
        outputs.forEach(output -> graph.message(12, output));
        ProtoBuffer model =
                new ProtoBuffer().number(1, IR_VERSION).text(2, "lectern").message(7, graph);
        model.message(8, new ProtoBuffer().text(1, "").number(2, OPSET));
        metadata.forEach(
                (key, value) -> model.message(14, new ProtoBuffer().text(1, key).text(2, value)));
        return model.toBytes();
    }

    private String constant(int type, long[] dims, byte[] raw) {
        String constant = "constant_" + names++;
        constants.put(constant, new Values(type, dims.clone(), raw));
        return constant;
    }

    private static ProtoBuffer initializer(String constant, Values values) {
        ProtoBuffer tensor = new ProtoBuffer();
        for (long dim : values.dims()) {
            tensor.number(1, dim);
        }
        return tensor.number(2, values.type()).text(8, constant).bytes(9, values.raw());
    }

    private static ProtoBuffer declaration(String tensor, String... dims) {
        ProtoBuffer shape = new ProtoBuffer();
        for (String dim : dims) {
            boolean fixed = dim.chars().allMatch(Character::isDigit);
            shape.message(1, fixed ? new ProtoBuffer().number(1, Long.parseLong(dim)) : new ProtoBuffer().text(2, dim));
        }
        ProtoBuffer type = new ProtoBuffer().number(1, TYPE_FLOAT).message(2, shape);
        return new ProtoBuffer().text(1, tensor).message(2, new ProtoBuffer().message(1, type));
    }
}
