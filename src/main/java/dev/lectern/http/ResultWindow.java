package dev.lectern.http;

import io.vertx.core.MultiMap;

/**
 * Which samples of a result are asked for.
 *
 * @param from the first time that belongs to it, in milliseconds; null: from the start
 * @param to the last time that belongs to it, in milliseconds; null: to the end
 * @param maxPoints at most so many samples, at least 1; null: all
 */
record ResultWindow(Long from, Long to, Integer maxPoints) {

    private static final String TIME = "\\d{1,12}";
    private static final String COUNT = "\\d{1,9}";

    ResultWindow {
        if (from != null && to != null && to < from) {
            throw ApiFailure.invalid("to must not be before from");
        }
        if (maxPoints != null && maxPoints < 1) {
            throw ApiFailure.invalid("maxPoints must be a whole number from 1 on");
        }
    }

    static ResultWindow of(MultiMap query) {
        String points = query.get("maxPoints");
        if (points != null && !points.matches(COUNT)) {
            throw ApiFailure.invalid("maxPoints must be a whole number from 1 on");
        }
        return new ResultWindow(
                time(query, "from"), time(query, "to"), points == null ? null : Integer.valueOf(points));
    }

    /** Whether nothing is asked for, so that the result is to be sent as it is stored. */
    boolean isWhole() {
        return from == null && to == null && maxPoints == null;
    }

    boolean holds(long tMs) {
        return (from == null || tMs >= from) && (to == null || tMs <= to);
    }

    int limit() {
        return maxPoints == null ? Integer.MAX_VALUE : maxPoints;
    }

    /** A short text that is another for another window. */
    String key() {
        return (from == null ? "" : from) + "." + (to == null ? "" : to) + "." + (maxPoints == null ? "" : maxPoints);
    }

    private static Long time(MultiMap query, String name) {
        String text = query.get(name);
        if (text == null) {
            return null;
        }
        if (!text.matches(TIME)) {
            throw ApiFailure.invalid(name + " must be a time in whole milliseconds from 0 on");
        }
        return Long.valueOf(text);
    }
}
