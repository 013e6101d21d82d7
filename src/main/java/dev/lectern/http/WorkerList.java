package dev.lectern.http;

import dev.lectern.bus.RosterReport;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All workers in one list: those that the coordinator hears of, those that were let in and are not there, those that were shut out. */
final class WorkerList {

    private static final String NAME = "name";
    private static final String STATE = "state";
    private static final String ENROLLED = "enrolledAt";
    private static final String REVOKED = "revokedAt";

    private WorkerList() {}

    /** By name; of the same name those last that were shut out. */
    static JsonArray of(RosterReport roster, List<Enrolment.Known> known) {
        List<JsonObject> rows = new ArrayList<>();
        Set<String> there = new HashSet<>();
        roster.workers().forEach(worker -> {
            JsonObject row = WorkerRoutes.worker(worker);
            there.add(row.getString(NAME));
            rows.add(row.put(
                            ENROLLED,
                            known.stream()
                                    .filter(one ->
                                            one.revoked() == null && one.name().equals(row.getString(NAME)))
                                    .map(one -> Wire.time(one.enrolled()))
                                    .findFirst()
                                    .orElse(null))
                    .putNull(REVOKED));
        });
        known.stream()
                .filter(one -> one.revoked() != null || !there.contains(one.name()))
                .forEach(one -> rows.add(absent(one)));
        rows.sort(Comparator.<JsonObject, String>comparing(row -> row.getString(NAME))
                .thenComparing(row -> row.getString(REVOKED), Comparator.nullsFirst(Comparator.naturalOrder())));
        return new JsonArray(rows);
    }

    private static JsonObject absent(Enrolment.Known worker) {
        return new JsonObject()
                .put(NAME, worker.name())
                .put("host", worker.host())
                .putNull("version")
                .putNull("slots")
                .put(STATE, worker.revoked() == null ? "away" : "revoked")
                .putNull("reason")
                .putNull("quarantinedUntil")
                .putNull("since")
                .putNull("lastSeen")
                .putNull("tasksDone")
                .putNull("tasksFailed")
                .putNull("tasksLost")
                .put("busyWith", new JsonArray())
                .put(ENROLLED, Wire.time(worker.enrolled()))
                .put(REVOKED, Wire.time(worker.revoked()));
    }
}
