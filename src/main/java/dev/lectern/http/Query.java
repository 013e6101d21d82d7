package dev.lectern.http;

import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.Set;

/** Reads the parameters of a query. All are optional: null if absent, and an {@link ApiFailure} if they make no sense. */
final class Query {

    private static final int MAX_LIMIT = 1000;
    private static final Set<String> YES = Set.of("true", "1", "yes", "on", "t", "y");
    private static final Set<String> NO = Set.of("false", "0", "no", "off", "f", "n");

    private Query() {}

    static Boolean bool(MultiMap query, String name) {
        String text = query.get(name);
        if (text == null) {
            return null;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (!YES.contains(lower) && !NO.contains(lower)) {
            throw ApiFailure.invalid(name + " must be true or false");
        }
        return YES.contains(lower);
    }

    static Integer limit(MultiMap query, String name) {
        String text = query.get(name);
        if (text == null) {
            return null;
        }
        int limit = text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw ApiFailure.invalid(name + " must be a whole number from 1 to " + MAX_LIMIT);
        }
        return limit;
    }

    static Long cursor(MultiMap query, String name) {
        String text = query.get(name);
        if (text == null) {
            return null;
        }
        if (!text.matches("\\d{1,18}")) {
            throw ApiFailure.invalid(name + " must be one that an answer gave");
        }
        return Long.valueOf(text);
    }
}
