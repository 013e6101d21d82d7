package dev.lectern.people;

import dev.lectern.http.People;
import dev.lectern.http.People.Refused;
import dev.lectern.job.Json;
import dev.lectern.job.Session;
import dev.lectern.motion.MotionSettings;
import dev.lectern.store.Correction;
import dev.lectern.store.StoredResult;
import dev.lectern.track.Amended;
import dev.lectern.track.InvalidAmendment;
import dev.lectern.track.ResultDocument;
import dev.lectern.track.Statement;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What is asked about one recording, worked out. Blocks.
 *
 * @param recall where who is who is known
 * @param session which recording
 * @param made its newest result as the job made it
 */
record Request(Recall recall, Session session, StoredResult made) {

    /**
     * A change, with what follows from it.
     *
     * @param number of the change
     * @param meant what it means, as JSON
     * @param summary in words
     * @param document the result
     * @param stored to be called when it holds
     */
    record Understood(int number, String meant, String summary, Document document, Runnable stored) {}

    /** What follows from all that was said. */
    Document follows(Said said) throws Uncorrectable, IOException {
        if (!said.aboutPersons()) {
            return Derivation.ofRoom(made, said.room());
        }
        Known known = recall.of(session, made);
        return Derivation.of(known, known.settled(said), said.room());
    }

    /**
     * Understands one thing more.
     *
     * @param number that it will have
     * @param json as it came
     * @throws Refused if it makes no sense
     */
    Understood understood(Said said, int number, People.Change change, JsonObject json)
            throws Uncorrectable, IOException {
        try {
            return change == People.Change.ROOM ? room(said, number, json) : persons(said, number, change, json);
        } catch (InvalidAmendment e) {
            throw new Refused(Refused.Kind.INVALID, e.getMessage());
        }
    }

    /** What is shown now. */
    View view(Said said, StoredResult newest, List<Correction> history) throws IOException {
        try {
            if (newest.behind()) {
                throw new Uncorrectable("The corrections of this result could not be followed." + Recall.AGAIN);
            }
            Known known = recall.of(session, made);
            return View.of(session.id(), newest.etag(), known.settled(said), history);
        } catch (Uncorrectable e) {
            JsonObject data = new JsonObject(Buffer.buffer(ResultDocument.payload(
                    Document.plain(newest.gzippedPayload().getBytes()))));
            return View.of(session.id(), newest.etag(), data, e.getMessage(), history);
        }
    }

    private Understood room(Said said, int number, JsonObject json) throws Uncorrectable, IOException {
        MotionSettings room = settings(json);
        String meant = new String(room.json(), StandardCharsets.UTF_8);
        int zones = room.zones().size();
        String summary = (zones == 1 ? "1 zone" : zones + " zones")
                + (room.floor() == null ? ", floor not calibrated" : ", floor calibrated");
        if (!said.aboutPersons()) {
            return new Understood(number, meant, summary, Derivation.ofRoom(made, room), () -> {});
        }
        Known known = recall.of(session, made);
        Known.Settled before = known.settled(said);
        Known.Settled settled = new Known.Settled(number, before.amended(), before.decision());
        return new Understood(
                number, meant, summary, Derivation.of(known, settled, room), () -> known.remember(settled));
    }

    private static MotionSettings settings(JsonObject json) {
        try {
            return MotionSettings.parse(json.toBuffer().getBytes());
        } catch (IllegalArgumentException e) {
            throw new Refused(Refused.Kind.INVALID, e.getMessage());
        }
    }

    private Understood persons(Said said, int number, People.Change change, JsonObject json) throws Uncorrectable {
        Known known = recall.of(session, made);
        Amended now = known.after(said);
        Statement statement = new Wording(json).of(change, now);
        Amended after = now.with(statement.meant());
        Known.Settled settled = new Known.Settled(number, after, after.decide());
        return new Understood(
                number,
                new String(Json.bytes(statement.meant()), StandardCharsets.UTF_8),
                statement.summary(),
                Derivation.of(known, settled, said.room()),
                () -> known.remember(settled));
    }
}
