package dev.lectern.detect.convert;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An ONNX model under construction: nodes in the order in which they are to run, constants, inputs and outputs. Field numbers are
 * those of onnx.proto3, operators those of opset 13.
 */
public final class OnnxGraph {

    private static final int IR_VERSION = 8;
    private static final int OPSET = 13;
    private static final int TYPE_FLOAT = 1;
    private static final int TYPE_INT64 = 7;

    private final String name;
    private final List<ProtoBuffer> nodes = new ArrayList<>();
    private final List<ProtoBuffer> constants = new ArrayList<>();
    private final List<ProtoBuffer> inputs = new ArrayList<>();
    private final List<ProtoBuffer> outputs = new ArrayList<>();
    private final Map<String, String> metadata = new TreeMap<>();
    private int names;

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
        nodes.add(new ProtoBuffer().text(1, result).text(2, output).text(4, "Identity"));
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

    /** Adds a node with one result; returns the result's name. An empty input name leaves an optional input out. */
    public String node(String operator, Attributes attributes, String... in) {
        return nodes(operator, 1, attributes, in).get(0);
    }

    /** Adds a node with several results; returns their names. */
    public List<String> nodes(String operator, int results, Attributes attributes, String... in) {
        ProtoBuffer node = new ProtoBuffer();
        for (String tensor : in) {
            node.text(1, tensor);
        }
        List<String> out = new ArrayList<>();
        for (int i = 0; i < results; i++) {
            out.add(operator + "_" + names++);
            node.text(2, out.get(i));
        }
        node.text(4, operator);
        attributes.writeTo(node);
        nodes.add(node);
        return out;
    }

    /** The model as the bytes of an .onnx file. */
    public byte[] toBytes() {
        ProtoBuffer graph = new ProtoBuffer();
        nodes.forEach(node -> graph.message(1, node));
        graph.text(2, name);
        constants.forEach(constant -> graph.message(5, constant));
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
        ProtoBuffer tensor = new ProtoBuffer();
        for (long dim : dims) {
            tensor.number(1, dim);
        }
        constants.add(tensor.number(2, type).text(8, constant).bytes(9, raw));
        return constant;
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
