package dev.lectern.http;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.Function;

/** Reads members of a small body, or says what is wrong with them. */
final class Fields {

    private Fields() {}

    /** A text that has to be there. */
    static String text(JsonObject body, String key) {
        return optionalText(body, key).orElseThrow(() -> ApiFailure.invalid(key + " is missing"));
    }

    static Optional<String> optionalText(JsonObject body, String key) {
        Object value = body.getValue(key);
        if (value == null || value instanceof String) {
            return Optional.ofNullable((String) value);
        }
        throw ApiFailure.invalid(key + " must be text");
    }

    /** One of some words. */
    static <T> T word(JsonObject body, String key, Function<String, Optional<T>> words, String known) {
        return words.apply(text(body, key)).orElseThrow(() -> ApiFailure.invalid(key + " must be " + known));
    }

    /** A whole number of days. */
    static int days(JsonObject body, String key, int usual, int most) {
        Object value = body.getValue(key, usual);
        if (value instanceof Integer days && days >= 1 && days <= most) {
            return days;
        }
        throw ApiFailure.invalid(key + " must be a whole number from 1 to " + most);
    }
}
