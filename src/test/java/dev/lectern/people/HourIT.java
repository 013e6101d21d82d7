package dev.lectern.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.job.Parameters;
import dev.lectern.media.DecodedPictures;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An hour with a dozen people. How long things take is printed; what must hold on every machine is how they compare. */
class HourIT {

    @TempDir
    private Path folder;

    @Test
    void correctingAnHourTakesAFractionOfFindingOutWhoIsWho() throws Exception {
        String id;
        double associated;
        try (Classroom room = new Classroom(folder)) {
            id = room.processed(Lecture.HOUR, Parameters.DEFAULT);
            associated = seconds("first look (association)", () -> room.client.get(path(id, "/persons")));
        }
        // Another run of the server, which must not begin anew.
        try (Classroom room = new Classroom(folder)) {
            byte[] before = room.result(id);
            long decoded = DecodedPictures.count();
            String second = second(room.client.get(path(id, "/persons")).json());
            double corrected = seconds(
                    "corrected",
                    () -> room.client.send(
                            "PUT",
                            path(id, "/instructor"),
                            BodyPublishers.ofString("{\"instructor\":[\"" + second + "\"]}")));
            double undone = seconds(
                    "undone", () -> room.client.send("POST", path(id, "/corrections/undo"), BodyPublishers.noBody()));
            assertThat(room.result(id)).isEqualTo(before);
            assertThat(DecodedPictures.count()).isEqualTo(decoded);
            assertThat(List.of(corrected, undone)).allSatisfy(time -> assertThat(time)
                    .as("compared with the association's " + associated + " s")
                    .isLessThan(Math.max(2, associated)));
        }
        try (Classroom room = new Classroom(folder)) {
            double cold = seconds(
                    "corrected first thing after a start",
                    () -> room.client.send(
                            "PUT", path(id, "/instructor"), BodyPublishers.ofString("{\"instructor\":[\"p2\"]}")));
            assertThat(cold).isLessThan(Math.max(2, associated));
        }
    }

    private static String path(String id, String rest) {
        return "/sessions/" + id + rest;
    }

    private static String second(JsonObject shown) {
        return shown.getJsonObject("instructor")
                .getJsonArray("alternatives")
                .getJsonObject(0)
                .getString("person");
    }

    private static double seconds(String what, Runnable work) {
        long start = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(Locale.ROOT, "an hour, %s: %.2f s%n", what, seconds);
        return seconds;
    }
}
