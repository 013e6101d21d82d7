package dev.lectern.http;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * What comes with an upload besides the recording.
 *
 * @param json the whole object; null if none came
 */
record Metadata(JsonObject json) {

    /** The largest metadata taken, in bytes. */
    static final int MAX_BYTES = 64 * 1024;

    private static final int MAX_DEPTH = 32;
    private static final String NAME = "sessionName";

    /** An upload without metadata. */
    static final Metadata NONE = new Metadata(null);

    /**
     * Reads the metadata field of a form.
     *
     * @param text null or blank if there was none
     * @throws ApiFailure if it is no JSON object or its {@code sessionName} is no text
     */
    static Metadata parse(String text) {
        if (text == null || text.isBlank()) {
            return NONE;
        }
        if (!(decode(text.strip()) instanceof JsonObject object)) {
            throw ApiFailure.invalid("metadata must be a JSON object, like {\"sessionName\":\"Physics 1\"}");
        }
        if (depth(object) > MAX_DEPTH) {
            throw ApiFailure.invalid("metadata is nested too deeply");
        }
        Object name = object.getValue(NAME);
        if (name != null && !(name instanceof String)) {
            throw ApiFailure.invalid("sessionName in metadata must be text");
        }
        return new Metadata(object);
    }

    /** The session's name; null if it was given none. */
    String name() {
        String name = json == null ? null : json.getString(NAME);
        String shown = name == null ? "" : name.replaceAll("\\p{Cntrl}", "").strip();
        return shown.isEmpty() ? null : shown;
    }

    /** As it is stored; null if none came. */
    String text() {
        return json == null ? null : json.encode();
    }

    private static Object decode(String text) {
        try {
            return Json.decodeValue(text);
        } catch (DecodeException e) {
            // A line that many users paste has backslashes before its quotes, which single quotes of the shell leave in
            // place.
            if (text.startsWith("{\\\"")) {
                try {
                    return Json.decodeValue(text.replace("\\\"", "\""));
                } catch (DecodeException stillWrong) {
                    throw notJson();
                }
            }
            throw notJson();
        }
    }

    private static ApiFailure notJson() {
        return ApiFailure.invalid(
                "metadata is not valid JSON; it must be an object like {\"sessionName\":\"Physics 1\"}");
    }

    private static int depth(Object value) {
        Iterable<?> children = children(value);
        if (children == null) {
            return 0;
        }
        int deepest = 0;
        for (Object child : children) {
            deepest = Math.max(deepest, depth(child));
        }
        return deepest + 1;
    }

    private static Iterable<?> children(Object value) {
        if (value instanceof JsonObject object) {
            return object.getMap().values();
        }
        if (value instanceof JsonArray array) {
            return array.getList();
        }
        if (value instanceof Map<?, ?> map) {
            return map.values();
        }
        return value instanceof List<?> list ? list : null;
    }
}
