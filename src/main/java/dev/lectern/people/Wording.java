package dev.lectern.people;

import dev.lectern.http.People;
import dev.lectern.http.People.Refused;
import dev.lectern.track.Amended;
import dev.lectern.track.Statement;
import dev.lectern.track.Statements;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What came, read member by member; what cannot be read is refused with a sentence.
 *
 * @param json as it came
 */
record Wording(JsonObject json) {

    private static final int MOST_IDS = 1000;

    Statement of(People.Change change, Amended now) {
        return switch (change) {
            case INSTRUCTOR -> {
                known(Set.of("instructor", "never", "fromMs", "toMs"));
                yield new Statements(now).ruling(ids("instructor"), ids("never"), time("fromMs"), time("toMs"));
            }
            case MERGE -> {
                known(Set.of("persons"));
                yield new Statements(now).merging(ids("persons"));
            }
            case SPLIT -> {
                known(Set.of("person", "atMs"));
                if (!(json.getValue("person") instanceof String person)) {
                    throw invalid(
                            "Say who is somebody else from then on: \"person\" must be the id of a person or tracklet");
                }
                if (time("atMs") == null) {
                    throw invalid("Say from when on: \"atMs\" must be a time in milliseconds");
                }
                yield new Statements(now).parting(person, time("atMs"));
            }
            case ROOM -> throw new IllegalArgumentException("a room is not about persons");
        };
    }

    private void known(Set<String> members) {
        json.fieldNames().stream()
                .filter(name -> !members.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw invalid("There is no \"" + name + "\" here; what can be said is "
                            + String.join(", ", members.stream().sorted().toList()));
                });
    }

    private List<String> ids(String name) {
        Object value = json.getValue(name);
        if (value == null) {
            return List.of();
        }
        List<String> ids = new ArrayList<>();
        if (!(value instanceof JsonArray array) || array.size() > MOST_IDS) {
            throw notIds(name);
        }
        for (Object id : array) {
            if (!(id instanceof String text)) {
                throw notIds(name);
            }
            ids.add(text);
        }
        return ids;
    }

    private Long time(String name) {
        Object value = json.getValue(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Number number && number.doubleValue() == number.longValue()) {
            return number.longValue();
        }
        throw invalid("\"" + name + "\" must be a time in whole milliseconds");
    }

    private static Refused notIds(String name) {
        return invalid("\"" + name + "\" must be a list of ids of persons or tracklets, such as [\"p1\"]");
    }

    private static Refused invalid(String sentence) {
        return new Refused(Refused.Kind.INVALID, sentence);
    }
}
