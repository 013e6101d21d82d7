package dev.lectern.http;

import dev.lectern.events.Place;
import dev.lectern.job.JobEvent;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** What is written on an event stream (text/event-stream of the HTML standard). Our JSON has no line breaks. */
final class SseText {

    /** Says after how many milliseconds to connect again. Also makes the head of the answer go out at once. */
    static final Buffer HELLO = Buffer.buffer("retry: 2000\n\n");

    /** A comment, so that nobody on the way takes the connection for dead. */
    static final Buffer HEARTBEAT = Buffer.buffer(":\n\n");

    /** What was seen so far cannot be continued; a snapshot follows. */
    static final Buffer RESET = Buffer.buffer("event: reset\ndata: {}\n\n");

    private static final String SESSION_DELETED = "session-deleted";

    private SseText() {}

    static Buffer snapshot(Place place, JsonObject data) {
        return block("snapshot", place, data);
    }

    static Buffer event(Place place, JobEvent event) {
        JsonObject data = Wire.event(event);
        return block(data.getString("type"), place, data);
    }

    /** What stands in no log has no place. */
    static Buffer event(JobEvent event) {
        return event(null, event);
    }

    static Buffer sessionDeleted(String sessionId, Instant at) {
        return block(
                SESSION_DELETED,
                null,
                new JsonObject()
                        .put("type", SESSION_DELETED)
                        .put("sessionId", sessionId)
                        .put("at", Wire.time(at)));
    }

    private static Buffer block(String type, Place place, JsonObject data) {
        Buffer text = Buffer.buffer("event: " + type + "\n");
        if (place != null) {
            text.appendString("id: " + place + "\n");
        }
        return text.appendString("data: ").appendBuffer(data.toBuffer()).appendString("\n\n");
    }
}
