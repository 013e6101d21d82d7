package dev.lectern.people;

import static dev.lectern.testing.Await.await;
import static dev.lectern.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lectern.bus.Corrected;
import dev.lectern.job.Job;
import dev.lectern.job.Parameters;
import dev.lectern.media.DecodedPictures;
import dev.lectern.testing.Answer;
import dev.lectern.testing.Clips;
import dev.lectern.testing.FileTree;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who was found and what people say about it, over HTTP. Every answer is held against the description of the API. */
class PeopleTest {

    private static final String ZONE =
            "{\"zones\":[{\"name\":\"Board\",\"corners\":[{\"x\":0.1,\"y\":0.1},{\"x\":0.6,\"y\":0.1},{\"x\":0.6,\"y\":0.9}]}]}";

    @TempDir
    private Path folder;

    private Classroom room;
    private String id;
    private String session;

    @BeforeEach
    void aRecording() throws IOException {
        room = new Classroom(folder);
        id = room.processed(Lecture.SMALL, Parameters.DEFAULT);
        session = "/sessions/" + id;
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void everybodyIsShownAndWhyOneWasChosen() {
        Answer answer = room.client.get(session + "/persons");
        assertThat(answer.status()).isEqualTo(200);
        JsonObject shown = answer.json();
        assertThat(answer.header("etag")).isEqualTo('"' + shown.getString("resultEtag") + '"');
        assertThat(shown.getInteger("revision")).isZero();
        assertThat(shown.getBoolean("correctable")).isTrue();
        assertThat(shown.getInteger("personsFound")).isEqualTo(2);
        assertThat(shown.getJsonObject("instructor").getJsonArray("reasons")).isNotEmpty();
        assertThat(shown.getJsonObject("corrections").getBoolean("canUndo")).isFalse();
        assertThat(person(shown, teacher()).getString("role")).isEqualTo("instructor");
        assertThat(person(shown, teacher()).getLong("followedMs")).isGreaterThan(55_000);
        assertThat(person(shown, other()).getLong("followedMs")).isZero();
        assertThat(person(shown, other())
                        .getJsonArray("tracklets")
                        .getJsonObject(0)
                        .getString("thumbnailUrl"))
                .startsWith(session + "/persons/t");
    }

    @Test
    void correctedToTheSecondPersonEverythingFollowsAndNothingIsDecoded() {
        String teacher = teacher();
        String other = other();
        byte[] before = room.result(id);
        long decoded = DecodedPictures.count();
        JsonObject shown =
                put("/instructor", "{\"instructor\":[\"" + other + "\"]}").json();
        assertThat(person(shown, other).getString("role")).isEqualTo("instructor");
        assertThat(person(shown, other).getLong("followedMs")).isGreaterThan(55_000);
        assertThat(person(shown, teacher).getLong("followedMs")).isZero();
        assertThat(shown.getInteger("revision")).isEqualTo(1);
        Answer answer = room.client.get(session + "/results/instructor-tracking");
        assertThat(answer.header("etag")).isEqualTo('"' + shown.getString("resultEtag") + '"');
        JsonObject data = answer.json().getJsonObject("data");
        assertThat(data.getJsonObject("instructor").getBoolean("corrected")).isTrue();
        assertThat(data.getJsonArray("trackPoints").getJsonObject(100).getDouble("cx"))
                .isGreaterThan(0.8);
        assertThat(data.getJsonObject("motion").getDouble("distanceHeights")).isLessThan(1);
        JsonObject undone = post("/corrections/undo", "").json();
        assertThat(undone.getInteger("revision")).isZero();
        assertThat(room.result(id)).isEqualTo(before);
        assertThat(DecodedPictures.count()).isEqualTo(decoded);
        eventually("it is told", () -> room.told.size() == 2);
        assertThat(room.told)
                .extracting(Corrected::revision, Corrected::resultEtag)
                .containsExactly(tuple(1, shown.getString("resultEtag")), tuple(0, undone.getString("resultEtag")));
    }

    @Test
    void whatWasSaidIsKeptForEverAndTakenBackOneByOne() {
        put("/instructor", "{\"instructor\":[\"" + other() + "\"],\"fromMs\":null,\"toMs\":20000}");
        String split = post("/persons/split", "{\"person\":\"" + teacher() + "\",\"atMs\":30000}")
                .json()
                .getString("resultEtag");
        put("/room", ZONE);
        put("/instructor", "{\"never\":[\"p3\"]}");
        post("/corrections/undo", "");
        post("/corrections/undo", "");
        assertThat(persons().getString("resultEtag")).as("the same bytes again").isEqualTo(split);
        JsonArray history = room.client.get(session + "/corrections").array();
        assertThat(texts(history, "kind")).containsExactly("instructor", "room", "split", "instructor");
        assertThat(texts(history, "summary"))
                .containsExactly(
                        "p3 is not the instructor",
                        "1 zone, floor not calibrated",
                        "from 0:30 on " + teacher() + " is somebody else",
                        other() + " is the instructor to 0:20");
        assertThat(history.getJsonObject(0).getString("undoneAt")).isNotNull();
        assertThat(history.getJsonObject(2).getString("undoneAt")).isNull();
        assertThat(history.getJsonObject(1).getJsonObject("change")).isEqualTo(new JsonObject(ZONE));
        assertThat(history.getJsonObject(3).getInteger("number")).isEqualTo(1);
        post("/corrections/undo", "");
        post("/corrections/undo", "");
        Answer nothing = post("/corrections/undo", "");
        assertThat(nothing.status()).isEqualTo(409);
        assertThat(nothing.json().getString("detail")).contains("nothing to take back");
    }

    @Test
    void zonesAndFloorHoldAndTheMetricsFollow() {
        assertThat(room.client.get(session + "/room").json().getJsonArray("zones"))
                .isEmpty();
        JsonObject drawn = put("/room", ZONE).json();
        assertThat(drawn.getInteger("revision")).isEqualTo(1);
        assertThat(room.client.get(session + "/room").json()).isEqualTo(drawn);
        JsonObject motion = motion();
        assertThat(motion.getJsonArray("zones").getJsonObject(0).getString("name"))
                .isEqualTo("Board");
        put("/instructor", "{\"instructor\":[\"" + other() + "\"]}");
        assertThat(motion().getJsonArray("zones"))
                .as("zones outlast other changes")
                .hasSize(1);
    }

    @Test
    void ifSomebodyElseWasQuickerNothingIsChanged() {
        String etag = persons().getString("resultEtag");
        String body = "{\"instructor\":[\"" + other() + "\"]}";
        assertThat(put("/instructor", body, "if-match", '"' + etag + '"').status())
                .isEqualTo(200);
        Answer late = put("/instructor", body, "if-match", '"' + etag + '"');
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.json().getString("detail")).contains("look again");
        assertThat(put("/room", ZONE, "if-match", "*").status()).isEqualTo(200);
        assertThat(room.client.get(session + "/corrections").array()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "PUT  | /instructor    | {}                                      | both empty",
                "PUT  | /instructor    | []                                      | must be a JSON object",
                "PUT  | /instructor    | {\"instructor\":\"p1\"}                 | must be a list of ids",
                "PUT  | /instructor    | {\"instructor\":[7]}                    | must be a list of ids",
                "PUT  | /instructor    | {\"instructer\":[\"p1\"]}               | There is no \"instructer\"",
                "PUT  | /instructor    | {\"instructor\":[\"p77\"]}              | no person or tracklet p77",
                "PUT  | /instructor    | {\"never\":[\"p1\"],\"fromMs\":-4}      | The time span",
                "PUT  | /instructor    | {\"never\":[\"p1\"],\"fromMs\":5,\"toMs\":2} | The time span from 5 to 2 ms",
                "PUT  | /instructor    | {\"never\":[\"p1\"],\"toMs\":\"x\"}     | whole milliseconds",
                "PUT  | /instructor    | {\"never\":[\"p1\"],\"instructor\":[\"p1\"]} | cannot be the instructor and never",
                "POST | /persons/merge | {\"persons\":[\"p1\"]}                  | at least two",
                "POST | /persons/merge | {\"persons\":[\"p1\",\"p2\"]}           | at the same time",
                "POST | /persons/split | {\"person\":\"p1\"}                     | from when on",
                "POST | /persons/split | {\"atMs\":5}                            | who is somebody else",
                "POST | /persons/split | {\"person\":\"p1\",\"atMs\":900000}     | choose a moment between",
                "PUT  | /room          | {\"zones\":[{\"name\":\"\"}]}           | needs a name",
                "PUT  | /room          | {\"floor\":{\"marks\":[]}}              | exactly four points",
                "PUT  | /room          | {\"walls\":[]}                          | no setting walls"
            })
    void whatMakesNoSenseIsRefusedWithASentence(String method, String path, String body, String words) {
        Answer refused = room.client.send(method, session + path, BodyPublishers.ofString(body));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().getString("detail")).contains(words);
        assertThat(room.client.get(session + "/corrections").array()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..%2f..%2fraw.mp4",
                "%2e%2e%2f%2e%2e%2f..%2fbackend.db",
                "..%5c..%5craw.mp4",
                "p1%00",
                "p1%2f..%2f..%2finspection.json",
                "%2fetc%2fpasswd",
                "p1'%20OR%201=1--"
            })
    void aPictureIsOfSomebodyAndOfNothingElse(String person) {
        Answer answer = room.client.get(session + "/persons/" + person + "/thumbnail");
        assertThat(answer.status()).isIn(400, 404, 422);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
    }

    @Test
    void withoutASessionOrAResultThereIsNobody() throws IOException {
        for (String path : List.of("/persons", "/room", "/corrections", "/persons/p1/thumbnail")) {
            assertThat(room.client.get("/sessions/sess-00000000" + path).status())
                    .as(path)
                    .isEqualTo(404);
            assertThat(room.client.get("/sessions/what" + path).status())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(room.client.get(session + "/persons/p44/thumbnail").json().getString("detail"))
                .isEqualTo("There is no such person");
    }

    @Test
    void whileAJobIsAtWorkNothingCanBeSaid() {
        Job job = room.begunAgain(id, Parameters.DEFAULT);
        assertThat(room.client.get(session + "/persons").status()).isEqualTo(200);
        Answer refused = put("/instructor", "{\"instructor\":[\"" + other() + "\"]}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().getString("detail")).contains(job.id());
    }

    @Test
    void processedAgainInAnotherWayTheCorrectionsStillHold() throws IOException {
        String other = other();
        put("/room", ZONE);
        put("/instructor", "{\"instructor\":[\"" + other + "\"]}");
        Job job = room.begunAgain(id, new Parameters(2, 25));
        room.complete(job, Lecture.SMALL);
        // Whoever reads first sees what was said followed.
        JsonObject data = result().getJsonObject("data");
        assertThat(data.getJsonArray("trackPoints")).hasSize(120);
        assertThat(data.getJsonObject("instructor").getBoolean("corrected")).isTrue();
        assertThat(data.getJsonArray("trackPoints").getJsonObject(50).getDouble("cx"))
                .isGreaterThan(0.8);
        assertThat(data.getJsonObject("motion").getJsonArray("zones")).hasSize(1);
        assertThat(persons().getInteger("revision")).isEqualTo(2);
        eventually("it is told", () -> room.told.size() == 3);
        post("/corrections/undo", "");
        post("/corrections/undo", "");
        assertThat(result().getJsonObject("data").getJsonObject("instructor").getBoolean("corrected"))
                .isFalse();
    }

    @Test
    void whenAJobIsDoneTheResultFollowsByItself() throws IOException {
        put("/instructor", "{\"instructor\":[\"" + other() + "\"]}");
        Job job = room.begunAgain(id, Parameters.DEFAULT);
        room.complete(job, Lecture.SMALL);
        room.tellCompleted(job);
        eventually("nothing is pending", () -> await(room.store.corrections().pending())
                .isEmpty());
        eventually("it is told", () -> room.told.size() == 2);
    }

    @Test
    void aResultThatCouldNotFollowBeforeAServerDiedFollowsAtTheNextStart() throws IOException {
        put("/instructor", "{\"instructor\":[\"" + other() + "\"]}");
        room.complete(room.begunAgain(id, Parameters.DEFAULT), Lecture.SMALL);
        room.close();
        room = new Classroom(folder);
        eventually("nothing is pending", () -> await(room.store.corrections().pending())
                .isEmpty());
        assertThat(result().getJsonObject("data").getJsonObject("instructor").getBoolean("corrected"))
                .isTrue();
    }

    @Test
    void afterARestartEverybodyIsWhoTheyWere() throws IOException {
        String other = other();
        byte[] before = room.result(id);
        JsonObject said =
                put("/instructor", "{\"instructor\":[\"" + other + "\"]}").json();
        room.close();
        room = new Classroom(folder);
        assertThat(persons()).isEqualTo(said);
        post("/corrections/undo", "");
        assertThat(room.result(id)).isEqualTo(before);
    }

    @Test
    void withoutItsDetectionsAResultCanStillBeSeenAndMeasured() throws IOException {
        put("/room", ZONE);
        room.close();
        FileTree.of(room.folder(id).path()).stream()
                .filter(file -> file.toString().endsWith(".det"))
                .forEach(file -> file.toFile().delete());
        room = new Classroom(folder);
        JsonObject shown = persons();
        assertThat(shown.getBoolean("correctable")).isFalse();
        assertThat(shown.getString("reason")).contains("Process the recording again");
        assertThat(shown.getJsonArray("persons")).hasSize(2);
        Answer refused = put("/instructor", "{\"never\":[\"p1\"]}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().getString("detail")).contains("Process the recording again");
        assertThat(put("/room", "{}").status()).isEqualTo(200);
        assertThat(motion().getJsonArray("zones")).isEmpty();
    }

    @Test
    void aPictureOfSomebodyIsMadeOnceAndKept() throws IOException {
        id = room.processed(new Lecture(20, 0, 0), Parameters.DEFAULT);
        session = "/sessions/" + id;
        Files.copy(Clips.sample(), room.folder(id).recording(), StandardCopyOption.REPLACE_EXISTING);
        String url = person(persons(), teacher()).getString("thumbnailUrl");
        long decoded = DecodedPictures.count();
        Answer made = room.client.get(url);
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.body()).startsWith(0xff, 0xd8).hasSizeBetween(500, 60_000);
        assertThat(made.header("cache-control")).contains("immutable");
        assertThat(room.client.get(url).body()).isEqualTo(made.body());
        assertThat(room.client.get(url.substring(0, url.indexOf('?'))).header("cache-control"))
                .isEqualTo("no-cache");
        assertThat(DecodedPictures.count()).isEqualTo(decoded + 1);
        assertThat(room.client.delete(session).status()).isEqualTo(204);
        assertThat(room.folder(id).path()).doesNotExist();
        assertThat(room.client.get(url).status()).isEqualTo(404);
    }

    private JsonObject persons() {
        return room.client.get(session + "/persons").json();
    }

    private JsonObject result() {
        return room.client.get(session + "/results/instructor-tracking").json();
    }

    private JsonObject motion() {
        return result().getJsonObject("data").getJsonObject("motion");
    }

    private String teacher() {
        return personAt(cx -> cx < 0.75);
    }

    private String other() {
        return personAt(cx -> cx >= 0.75);
    }

    private String personAt(DoublePredicate place) {
        return list(persons().getJsonArray("persons")).stream()
                .filter(p -> place.test(p.getJsonArray("path").getJsonObject(0).getDouble("cx")))
                .map(p -> p.getString("id"))
                .findFirst()
                .orElseThrow();
    }

    private Answer put(String path, String body, String... headers) {
        return room.client.send("PUT", session + path, BodyPublishers.ofString(body), headers);
    }

    private Answer post(String path, String body) {
        return room.client.send("POST", session + path, BodyPublishers.ofString(body));
    }

    private static JsonObject person(JsonObject shown, String id) {
        return list(shown.getJsonArray("persons")).stream()
                .filter(p -> p.getString("id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(JsonArray array, String member) {
        return list(array).stream().map(entry -> entry.getString(member)).toList();
    }

    private static List<JsonObject> list(JsonArray array) {
        return IntStream.range(0, array.size()).mapToObj(array::getJsonObject).toList();
    }
}
