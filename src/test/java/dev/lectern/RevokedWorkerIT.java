package dev.lectern;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lectern.cluster.Credentials;
import dev.lectern.cluster.Pem;
import dev.lectern.testing.Clips;
import dev.lectern.testing.Eventually;
import dev.lectern.testing.OpenSsl;
import dev.lectern.testing.RunningLectern;
import dev.lectern.testing.RunningWorker;
import dev.lectern.testing.Sockets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker is shut out in the middle of its work, and comes to no door again. */
class RevokedWorkerIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int SHUT_OUT_EXIT = 3;
    private static final int DOORS = 4 + 3;
    private static final String HERE = "127.0.0.1";

    @TempDir
    private Path temp;

    private final List<AutoCloseable> running = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (int k = running.size() - 1; k >= 0; k--) {
            running.get(k).close();
        }
    }

    @Test
    void itsTaskEndsElsewhereItsProcessEndsWithASentenceAndItsCertificateIsWorthNothing() throws Exception {
        RunningLectern server = keep(server().start());
        Map<String, RunningWorker> workers = new HashMap<>();
        for (String name : List.of("blue", "red")) {
            workers.put(name, worker(name, server.base()).awaitJoined(server));
        }
        Path clip = Clips.toTranscode(temp, 40);
        RunningLectern.Accepted accepted = server.upload(clip);
        String out =
                Eventually.get(PATIENCE, "one to be busy with something long", () -> busyWith(server, "transcode"));
        String in = out.equals("blue") ? "red" : "blue";
        RunningLectern.Ended revoked = command(server, "revoke", out);
        assertThat(revoked.exit()).as(revoked.err()).isZero();
        assertThat(revoked.out()).startsWith("Worker " + out + " is shut out since ");

        assertThat(names(server)).doesNotContain(out);
        assertThat(workers.get(out).awaitEnd()).isEqualTo(SHUT_OUT_EXIT);
        assertThat(workers.get(out).output())
                .contains("This worker (" + out + ") was shut out of the server on ")
                .contains("delete cluster/identity.pem");
        server.awaitCompleted(accepted.jobId(), PATIENCE);
        assertThat(result(server, accepted)).isEqualTo(process(clip));
        assertThat(server.output())
                .contains("is taken from " + out + "-")
                .as("no attempt is spent")
                .doesNotContain("attempt=2");
        assertThat(columns(command(server, "list")))
                .anyMatch(line -> line.startsWith(out + "|") && line.contains("|-|revoked|"))
                .anyMatch(line -> line.startsWith(in + "|") && line.contains("|1|idle|"));
        RunningLectern.Ended unknown = command(server, "revoke", "green");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.err())
                .contains("No worker green was ever let in here")
                .hasLineCount(1);
        RunningWorker stays = workers.get(in).awaitJoined(server);
        assertDoors(server, stays, out);

        URI address = server.base();
        server.stop();
        RunningLectern again =
                keep(server().with("LECTERN_PORT", address.getPort()).start());
        stays.awaitJoined(again);
        assertDoors(again, stays, out);
        assertThat(worker(out, address).awaitEnd()).isEqualTo(SHUT_OUT_EXIT);
        assertThat(names(again)).doesNotContain(out);
    }

    /** At all doors of the server and of the other worker the one who stays is let in, and the one who was shut out is not. */
    private void assertDoors(RunningLectern server, RunningWorker stays, String out) throws Exception {
        List<Integer> doors = Stream.of(server.process(), stays.process())
                .flatMap(process -> listening(process).stream())
                .map(Sockets.Listening::port)
                .filter(port -> port != server.base().getPort())
                .toList();
        assertThat(doors).hasSize(DOORS);
        for (int door : doors) {
            assertThat(OpenSsl.refused(HERE, door, saved(stays.name()), temp))
                    .as("%s at %d", stays.name(), door)
                    .isFalse();
            assertThat(OpenSsl.refused(HERE, door, saved(out), temp))
                    .as("%s at %d", out, door)
                    .isTrue();
        }
    }

    private static List<Sockets.Listening> listening(ProcessHandle process) {
        try {
            return Sockets.listening(process.pid());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a worker keeps. */
    private Credentials saved(String worker) throws Exception {
        return Pem.credentials(Files.readString(temp.resolve(worker).resolve("cluster/identity.pem")));
    }

    private RunningLectern.Setup server() {
        return RunningLectern.in(temp.resolve("data"))
                .with("LECTERN_WORKERS", 0)
                .with("LECTERN_SEGMENT_SECONDS", 4);
    }

    private RunningWorker worker(String name, URI server) throws IOException {
        return keep(RunningWorker.named(name, temp.resolve(name), server)
                .with("--no-shared-folder")
                .start());
    }

    private <T extends AutoCloseable> T keep(T part) {
        running.add(part);
        return part;
    }

    private RunningLectern.Ended command(RunningLectern server, String... words) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("worker"));
        arguments.addAll(List.of(words));
        arguments.addAll(List.of("--port", Integer.toString(server.base().getPort())));
        return server().run(arguments.toArray(String[]::new));
    }

    private static List<String> names(RunningLectern server) {
        return StreamSupport.stream(server.get("/workers").spliterator(), false)
                .map(worker -> worker.get("name").asText())
                .toList();
    }

    /** Who is at such a task; null if nobody is. */
    private static String busyWith(RunningLectern server, String task) {
        for (JsonNode worker : server.get("/workers")) {
            for (JsonNode busy : worker.get("busyWith")) {
                if (busy.get("task").asText().equals(task)) {
                    return worker.get("name").asText();
                }
            }
        }
        return null;
    }

    private static List<String> columns(RunningLectern.Ended list) {
        return list.out().lines().map(line -> line.replaceAll("\\s{2,}", "|")).toList();
    }

    private static byte[] result(RunningLectern server, RunningLectern.Accepted accepted) throws Exception {
        return server.send("GET", "/sessions/" + accepted.sessionId() + "/results/instructor-tracking")
                .body();
    }

    private byte[] process(Path clip) throws Exception {
        Path out = temp.resolve("out.json");
        RunningLectern.Ended ended = RunningLectern.in(temp.resolve("unused"))
                .run("process", clip.toString(), "--out", out.toString(), "--workers", "1");
        assertThat(ended.exit()).as(ended.err()).isZero();
        return Files.readAllBytes(out);
    }
}
