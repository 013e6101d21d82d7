package dev.lectern.people;

import dev.lectern.http.People;
import dev.lectern.job.Json;
import dev.lectern.motion.MotionSettings;
import dev.lectern.store.Correction;
import dev.lectern.track.Amended;
import dev.lectern.track.Amendment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * All that holds of what was said about a recording.
 *
 * @param changes in the order in which they were made
 */
record Said(List<Correction> changes) {

    static final Said NOTHING = new Said(List.of());

    Said {
        changes = List.copyOf(changes);
    }

    /** What holds of a history, which has the newest first. */
    static Said of(List<Correction> history) {
        List<Correction> holding =
                new ArrayList<>(history.stream().filter(Correction::holds).toList());
        Collections.reverse(holding);
        return new Said(holding);
    }

    static String kind(People.Change change) {
        return change.name().toLowerCase(Locale.ROOT);
    }

    /** Number of the newest change; 0 without any. */
    int revision() {
        return changes.isEmpty() ? 0 : changes.get(changes.size() - 1).number();
    }

    /** The newest change; null without any. */
    Correction newest() {
        return changes.isEmpty() ? null : changes.get(changes.size() - 1);
    }

    Said withoutNewest() {
        return new Said(changes.subList(0, changes.size() - 1));
    }

    /** Whether anything was said about who is who. */
    boolean aboutPersons() {
        return changes.stream().anyMatch(change -> !isRoom(change));
    }

    /** What holds of the room. */
    MotionSettings room() {
        return changes.stream()
                .filter(Said::isRoom)
                .reduce((earlier, later) -> later)
                .map(change -> MotionSettings.parse(change.meant().getBytes(StandardCharsets.UTF_8)))
                .orElse(MotionSettings.NONE);
    }

    /** Who is who after all of it. */
    Amended about(Amended unchanged) {
        Amended amended = unchanged;
        for (Correction change : changes) {
            if (!isRoom(change)) {
                amended = amended.with(Json.read(change.meant().getBytes(StandardCharsets.UTF_8), Amendment.class));
            }
        }
        return amended;
    }

    private static boolean isRoom(Correction change) {
        return change.kind().equals(kind(People.Change.ROOM));
    }
}
