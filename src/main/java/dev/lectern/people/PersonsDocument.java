package dev.lectern.people;

import dev.lectern.store.Correction;
import dev.lectern.track.Amended;
import dev.lectern.track.Decision;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Who was found and what was said about it, as clients read it. What is null is written. */
final class PersonsDocument {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final View view;
    private final JsonObject instructor;

    private PersonsDocument(View view) {
        this.view = view;
        this.instructor = view.findings().getJsonObject("instructor", new JsonObject());
    }

    static JsonObject of(View view) {
        return new PersonsDocument(view).json();
    }

    static JsonArray history(List<Correction> changes) {
        JsonArray entries = new JsonArray();
        changes.forEach(change -> entries.add(entry(change)));
        return entries;
    }

    /** Zones and floor that hold, with what a client names when it changes them. */
    static JsonObject room(StoredSession stored) {
        return new JsonObject(Buffer.buffer(stored.said().room().json()))
                .put("resultEtag", stored.newest().etag())
                .put("revision", stored.said().revision());
    }

    static JsonObject entry(Correction change) {
        return new JsonObject()
                .put("number", change.number())
                .put("at", TIME.format(change.at()))
                .put("by", change.by())
                .put("kind", change.kind())
                .put("summary", change.summary())
                .put("change", new JsonObject(change.said()))
                .put("undoneAt", time(change.undoneAt()));
    }

    private JsonObject json() {
        Correction newest = Said.of(view.history()).newest();
        JsonArray persons = new JsonArray();
        view.persons().forEach(found -> persons.add(person(found)));
        return new JsonObject()
                .put("resultEtag", view.etag())
                .put("revision", newest == null ? 0 : newest.number())
                .put("correctable", view.obstacle() == null)
                .put("reason", view.obstacle())
                .put("instructor", instructor)
                .put("personsFound", view.findings().getInteger("personsFound", persons.size()))
                .put("persons", persons)
                .put(
                        "corrections",
                        new JsonObject()
                                .put("canUndo", newest != null)
                                .put("last", newest == null ? null : entry(newest)));
    }

    private JsonObject person(JsonObject person) {
        String id = person.getString("id");
        JsonArray tracklets = person.getJsonArray("tracklets");
        long followed = 0;
        boolean never = true;
        for (int i = 0; i < tracklets.size(); i++) {
            JsonObject tracklet = tracklets.getJsonObject(i);
            String name = tracklet.getString("id");
            String ruling = ruling(name);
            Long time = followedMs(name);
            tracklet.put("thumbnailUrl", address(name, view.cut(name).orElse(null)))
                    .put("ruling", ruling)
                    .put("followedMs", time);
            followed += time == null ? 0 : time;
            never &= "never".equals(ruling);
        }
        return person.put("role", never ? "never" : role(id))
                .put("followedMs", view.decision() == null ? null : followed)
                .put("thumbnailUrl", address(id, view.cut(id).orElse(null)));
    }

    private String role(String id) {
        if (instructor.getJsonArray("persons", new JsonArray()).contains(id)) {
            return "instructor";
        }
        return id.equals(instructor.getString("secondTeacher")) ? "second" : "other";
    }

    private String ruling(String tracklet) {
        Amended amended = view.amended();
        return amended == null
                ? null
                : amended.ruling(tracklet)
                        .map(is -> is ? "instructor" : "never")
                        .orElse(null);
    }

    private Long followedMs(String tracklet) {
        Decision decision = view.decision();
        return decision == null ? null : decision.followedMs().getOrDefault(tracklet, 0L);
    }

    /** Null if nobody knows any more what a tracklet of an older result looked like. */
    private String address(String id, Cut cut) {
        return cut == null ? null : "/sessions/" + view.sessionId() + "/persons/" + id + "/thumbnail?v=" + cut.name();
    }

    private static String time(Instant instant) {
        return instant == null ? null : TIME.format(instant);
    }
}
