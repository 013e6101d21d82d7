package dev.lectern.people;

import dev.lectern.store.Correction;
import dev.lectern.track.Amended;
import dev.lectern.track.Decision;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What is shown of a recording.
 *
 * @param sessionId which one
 * @param etag of its newest result
 * @param findings with the members of that result {@code instructor}, {@code persons}, {@code personsFound}
 * @param amended who is who; null if only the result is left to tell that
 * @param decision what was decided; null likewise
 * @param obstacle why it cannot be corrected; null if it can
 * @param history all that was ever said, newest first
 */
record View(
        String sessionId,
        String etag,
        JsonObject findings,
        Amended amended,
        Decision decision,
        String obstacle,
        List<Correction> history) {

    View {
        Objects.requireNonNull(sessionId);
        Objects.requireNonNull(etag);
        Objects.requireNonNull(findings);
        history = List.copyOf(history);
    }

    static View of(String sessionId, String etag, Known.Settled settled, List<Correction> history) {
        JsonObject findings = new JsonObject(
                Buffer.buffer(settled.decision().result().findings().json()));
        return new View(sessionId, etag, findings, settled.amended(), settled.decision(), null, history);
    }

    /** Of which only the result is left. */
    static View of(String sessionId, String etag, JsonObject data, String obstacle, List<Correction> history) {
        return new View(sessionId, etag, data, null, null, obstacle, history);
    }

    /** Where to cut out a picture of a person or tracklet; empty if there is none of that id. */
    Optional<Cut> cut(String id) {
        return amended != null
                ? amended.portrait(id).map(Cut::of)
                : persons().stream()
                        .filter(person -> id.equals(person.getString("id")))
                        .map(person -> Cut.of(person.getJsonObject("portrait")))
                        .findFirst();
    }

    List<JsonObject> persons() {
        JsonArray found = findings.getJsonArray("persons", new JsonArray());
        return IntStream.range(0, found.size()).mapToObj(found::getJsonObject).toList();
    }
}
