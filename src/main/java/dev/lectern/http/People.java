package dev.lectern.http;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Objects;

/** Who was found in recordings, and how people put right what was made of it. Whatever is asked here may fail with {@link Refused}. */
public interface People {

    /** What can be changed. */
    enum Change {
        INSTRUCTOR,
        MERGE,
        SPLIT,
        ROOM
    }

    /**
     * Who asks for a change.
     *
     * @param by who it is; null if nobody had to say
     * @param ifMatch the change is to be made only if the result is one of these; null if it is to be made anyway
     */
    record Asker(String by, String ifMatch) {}

    /** A picture of somebody. {@code forEver} says whether the address that was asked for will never show anything else. */
    record Picture(Path file, boolean forEver) {
        public Picture {
            Objects.requireNonNull(file);
        }
    }

    /** Everybody in a recording, as it is answered. */
    Future<JsonObject> persons(String sessionId);

    /** Zones and floor, as they are answered. */
    Future<JsonObject> room(String sessionId);

    /** Every change that was ever made, newest first. */
    Future<JsonArray> history(String sessionId);

    /**
     * Makes a change, and the result that follows from it.
     *
     * @param said as it came
     * @return for {@link Change#ROOM} as {@link #room}, else as {@link #persons}
     */
    Future<JsonObject> change(String sessionId, Change change, JsonObject said, Asker asker);

    /** Takes the newest change that holds back; answers as {@link #persons}. */
    Future<JsonObject> undo(String sessionId, Asker asker);

    /**
     * A small picture of somebody.
     *
     * @param id of a person or a tracklet
     * @param version what the address says of the picture that is meant; may be null
     */
    Future<Picture> picture(String sessionId, String id, String version);

    /** Completes when the newest result of a session knows of all changes that hold; never fails. */
    Future<Void> followed(String sessionId);

    /** It is not done; the message is the sentence for who asked. */
    final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /** Why not. */
        public enum Kind {
            /** There is no such session, result or person. */
            MISSING,
            /** What was said makes no sense. */
            INVALID,
            /** A job is at work, or what is needed is not there any more. */
            NOT_NOW,
            /** Somebody else changed it meanwhile. */
            CHANGED
        }

        private final Kind kind;

        public Refused(Kind kind, String sentence) {
            super(Objects.requireNonNull(sentence), null, false, false);
            this.kind = Objects.requireNonNull(kind);
        }

        public Kind kind() {
            return kind;
        }
    }
}
