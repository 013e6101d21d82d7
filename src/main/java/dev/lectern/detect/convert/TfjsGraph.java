package dev.lectern.detect.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A TensorFlow.js graph model: its nodes and its constants, both by name. */
record TfjsGraph(Map<String, TfjsNode> nodes, Map<String, Constant> constants) {

    /**
     * Reads a graph model.
     *
     * @param model the model.json
     * @param weights the bytes of its weight files, one after the other
     * @throws IOException if the JSON or the weights are not of the expected form
     */
    static TfjsGraph read(byte[] model, byte[] weights) throws IOException {
        JsonNode json = new ObjectMapper().readTree(model);
        Map<String, TfjsNode> nodes = new LinkedHashMap<>();
        for (JsonNode entry : json.path("modelTopology").path("node")) {
            TfjsNode node = TfjsNode.of(entry);
            nodes.put(node.name(), node);
        }
        return new TfjsGraph(nodes, new TfjsWeights(weights).read(json.path("weightsManifest")));
    }

    TfjsNode node(String reference) {
        TfjsNode node = nodes.get(TfjsNode.nodeOf(reference));
        if (node == null) {
            throw new IllegalArgumentException("the graph has no node " + reference);
        }
        return node;
    }

    Constant constant(String reference) {
        Constant constant = constants.get(TfjsNode.nodeOf(reference));
        if (constant == null) {
            throw new IllegalArgumentException("the graph has no constant " + reference);
        }
        return constant;
    }

    boolean isConstant(String reference) {
        return node(reference).operator().equals("Const");
    }
}
