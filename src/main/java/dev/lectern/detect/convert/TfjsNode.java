package dev.lectern.detect.convert;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A node of a TensorFlow.js graph.
 *
 * @param inputs references {@code name} or {@code name:result}
 */
record TfjsNode(String name, String operator, List<String> inputs, JsonNode attributes) {

    static TfjsNode of(JsonNode json) {
        List<String> inputs = new ArrayList<>();
        json.path("input").forEach(input -> inputs.add(input.asText()));
        return new TfjsNode(json.path("name").asText(), json.path("op").asText(), inputs, json.path("attr"));
    }

    /** The part of a reference that names a node. */
    static String nodeOf(String reference) {
        int colon = reference.indexOf(':');
        return colon < 0 ? reference : reference.substring(0, colon);
    }

    /** The part of a reference that says which of the node's results is meant. */
    static int resultOf(String reference) {
        int colon = reference.indexOf(':');
        return colon < 0 ? 0 : Integer.parseInt(reference.substring(colon + 1));
    }

    long[] integers(String attribute) {
        List<Long> values = new ArrayList<>();
        // The file writes 64-bit integers as strings; asLong reads both forms.
        attributes.path(attribute).path("list").path("i").forEach(value -> values.add(value.asLong()));
        return values.stream().mapToLong(Long::longValue).toArray();
    }

    String text(String attribute) {
        byte[] base64 = attributes.path(attribute).path("s").asText().getBytes(StandardCharsets.US_ASCII);
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    float real(String attribute) {
        return (float) attributes.path(attribute).path("f").asDouble();
    }

    boolean flag(String attribute) {
        return attributes.path(attribute).path("b").asBoolean();
    }
}
