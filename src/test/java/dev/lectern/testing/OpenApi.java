package dev.lectern.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Holds answers against {@code openapi.json}. An object that is described member by member must have no other members: what is
 * added to an answer has to be added to the description.
 */
public final class OpenApi {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final JsonObject document;
    private final Map<JsonObject, Validator> validators = new ConcurrentHashMap<>();

    OpenApi(JsonObject document) {
        this.document = document;
    }

    public static OpenApi load() {
        try (InputStream in = OpenApi.class.getResourceAsStream("/openapi.json")) {
            return new OpenApi(new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every method and path that is described, for example {@code GET /sessions/{sessionId}}. */
    public Set<String> operations() {
        Set<String> operations = new HashSet<>();
        document.getJsonObject("paths").forEach(path -> ((JsonObject) path.getValue())
                .fieldNames().stream()
                        .filter(METHODS::contains)
                        .forEach(method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return operations;
    }

    /** Fails unless the answer is one that is described. */
    public void check(String method, String path, Answer answer) {
        JsonObject operation = operation(method.equals("HEAD") ? "GET" : method, path);
        if (operation == null) {
            checkUndescribed(method, path, answer);
            return;
        }
        String what = method + " " + path + " -> " + answer.status() + " " + answer.text();
        JsonObject response = operation.getJsonObject("responses").getJsonObject(Integer.toString(answer.status()));
        assertThat(response).as("a description of " + what).isNotNull();
        checkBody(method, what, resolve(response).getJsonObject("content"), answer);
    }

    private void checkBody(String method, String what, JsonObject content, Answer answer) {
        if (content == null || method.equals("HEAD")) {
            assertThat(answer.body()).as("no body of " + what).isEmpty();
            return;
        }
        String type = answer.header("content-type");
        assertThat(type).as("content type of " + what).isNotNull();
        JsonObject described = content.getJsonObject(type.split(";")[0].trim());
        assertThat(described).as("a description of " + type + " of " + what).isNotNull();
        if (described.getJsonObject("schema") != null) {
            validate(what, described.getJsonObject("schema"), answer);
        }
    }

    private void checkUndescribed(String method, String path, Answer answer) {
        String what = method + " " + path + " -> " + answer.status() + " " + answer.text();
        if (method.equals("OPTIONS") && answer.status() == 204) {
            return;
        }
        assertThat(answer.status()).as(what).isIn(400, 404, 405, 414, 431);
        if (!method.equals("HEAD")) {
            assertThat(answer.header("content-type")).as(what).isEqualTo("application/json");
            validate(what, new JsonObject().put("$ref", "#/components/schemas/Error"), answer);
        }
    }

    private void validate(String what, JsonObject schema, Answer answer) {
        OutputUnit result = validators
                .computeIfAbsent(
                        schema,
                        key -> Validator.create(
                                JsonSchema.of(strict(resolve(key))),
                                new JsonSchemaOptions()
                                        .setBaseUri("https://lectern.test")
                                        .setDraft(Draft.DRAFT202012)
                                        .setOutputFormat(OutputFormat.Basic)))
                .validate(Json.decodeValue(answer.text()));
        assertThat(result.getValid())
                .as(() -> what + " is not as described: "
                        + result.getErrors().stream()
                                .map(unit -> unit.getInstanceLocation() + " " + unit.getError())
                                .collect(Collectors.joining("; ")))
                .isTrue();
    }

    private JsonObject operation(String method, String path) {
        JsonObject paths = document.getJsonObject("paths");
        for (String template : paths.fieldNames()) {
            String pattern = template.replaceAll("\\{\\w+}", "[^/]+");
            JsonObject operation = paths.getJsonObject(template).getJsonObject(method.toLowerCase(Locale.ROOT));
            if (operation != null && Pattern.matches(pattern, path)) {
                return operation;
            }
        }
        return null;
    }

    /** A copy in which every reference is replaced by what it refers to. */
    private JsonObject resolve(JsonObject object) {
        String reference = object.getString("$ref");
        if (reference != null) {
            JsonObject target = document;
            for (String step : reference.substring("#/".length()).split("/")) {
                target = target.getJsonObject(step);
            }
            return resolve(target);
        }
        JsonObject copy = new JsonObject();
        object.forEach(entry -> copy.put(entry.getKey(), resolveAny(entry.getValue())));
        return copy;
    }

    private Object resolveAny(Object value) {
        if (value instanceof JsonObject child) {
            return resolve(child);
        }
        if (value instanceof JsonArray array) {
            JsonArray copy = new JsonArray();
            array.forEach(element -> copy.add(resolveAny(element)));
            return copy;
        }
        return value;
    }

    private static JsonObject strict(JsonObject schema) {
        schema.forEach(entry -> {
            if (entry.getValue() instanceof JsonObject child) {
                strict(child);
            }
        });
        if (schema.getValue("properties") instanceof JsonObject && schema.getValue("additionalProperties") == null) {
            schema.put("additionalProperties", false);
        }
        return schema;
    }
}
