package dev.lectern.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lectern.job.Json;
import dev.lectern.job.Session;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a session is found and sorted by.
 *
 * @param foundBy name, course, day and id in lower case and without accents
 * @param titleKey the name likewise, its numbers with leading zeros, so that "Week 2" comes before "Week 10"; what has no name comes
 *     last
 * @param heldAt the day of the lecture as it was given, else the moment of the upload
 */
record Folded(String foundBy, String titleKey, String heldAt) {

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final int DIGITS = 12;
    private static final String AFTER_ALL = "\uffff";

    static Folded of(Session session) {
        JsonNode metadata = session.metadata() == null
                ? null
                : Json.read(session.metadata().getBytes(StandardCharsets.UTF_8), JsonNode.class);
        String course = text(metadata, "courseCode");
        String day = text(metadata, "sessionDate");
        String name = session.name() == null ? "" : session.name();
        return new Folded(
                fold(String.join(" ", name, course, day, session.id())),
                session.name() == null ? AFTER_ALL : padded(fold(name)),
                day.isEmpty() ? session.createdAt().toString() : day);
    }

    /** The words of what somebody looks for. */
    static List<String> words(String text) {
        return Arrays.stream(fold(text).strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    private static String fold(String text) {
        return ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }

    private static String padded(String folded) {
        return NUMBER.matcher(folded)
                .replaceAll(
                        number -> "0".repeat(Math.max(0, DIGITS - number.group().length())) + number.group());
    }

    private static String text(JsonNode metadata, String key) {
        return metadata == null ? "" : metadata.path(key).asText("");
    }
}
