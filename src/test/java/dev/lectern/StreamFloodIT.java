package dev.lectern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.testing.Eventually;
import dev.lectern.testing.Flood;
import dev.lectern.testing.RequestPulse;
import dev.lectern.testing.RunningLectern;
import dev.lectern.testing.Scrape;
import dev.lectern.testing.SseClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand clients want to listen to the service as it is handed out, with the limits that are built in. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere 127.0.0.2 and on are not addresses of the machine")
class StreamFloodIT {

    private static final int CLIENTS = 10_000;
    private static final int STREAMS = 5_000;
    private static final int STREAMS_PER_CLIENT = 250;
    /** Of one that has more than its share, and of all others, which keep to it. */
    private static final int GREEDY = 1_000;

    private static final int MODEST = 200;
    /** What the JVM and this process need beside the connections. */
    private static final int OTHER_DESCRIPTORS = 1_000;

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final double MORE_HEAP = 8 << 20;
    private static final double MORE_DESCRIPTORS = 10;

    @TempDir
    private Path temp;

    /** What is held, by the service's own figures. */
    private record Held(double heap, double descriptors, double streams) {

        static Held by(RunningLectern lectern) {
            collect(lectern.process().pid());
            Scrape figures = Scrape.parse(text(lectern, "/metrics"));
            return new Held(
                    figures.like("jvm_memory_used_bytes").entrySet().stream()
                            .filter(series -> series.getKey().contains("area=\"heap\""))
                            .mapToDouble(Map.Entry::getValue)
                            .sum(),
                    figures.value("process_files_open_files"),
                    figures.value("lectern_event_streams"));
        }

        String words() {
            return String.format(
                    Locale.ROOT,
                    "%.1f MB of heap, %.0f descriptors, %.0f streams",
                    heap / (1 << 20),
                    descriptors,
                    streams);
        }
    }

    @Test
    @Timeout(900)
    void beyondItsLimitsItRefusesClearlyAnswersOthersAndForgetsAllOfThemWhenTheyGo() throws Exception {
        int clients = Math.min(CLIENTS, descriptors() - OTHER_DESCRIPTORS);
        if (clients < CLIENTS) {
            System.out.println("Only " + clients + " clients: this machine permits no more open files.");
        }
        assertThat(clients).as("clients, as far as open files permit").isGreaterThan(STREAMS + GREEDY);
        try (RunningLectern lectern = RunningLectern.in(temp.resolve("data"))
                .with("LECTERN_WORKERS", 0)
                .start()) {
            // Once before, so that what is loaded and pooled only once is not taken for what is left behind.
            try (Flood few = new Flood(lectern.base(), "/events")) {
                few.rise(Collections.nCopies(MODEST, "127.0.0.2"), PATIENCE);
            }
            Eventually.becomes(
                    PATIENCE, "nobody to listen", () -> Held.by(lectern).streams() == 0);
            Held before = Held.by(lectern);

            long begun = System.nanoTime();
            List<Duration> answers;
            try (Flood flood = new Flood(lectern.base(), "/events");
                    RequestPulse pulse = RequestPulse.every(
                            Duration.ofMillis(200), lectern.base().resolve("/sessions"))) {
                flood.rise(Collections.nCopies(GREEDY, "127.0.0.3"), PATIENCE);
                flood.rise(
                        IntStream.range(0, clients - GREEDY)
                                .mapToObj(i -> "127.0.1." + (1 + i / MODEST))
                                .toList(),
                        PATIENCE);
                double seconds = (System.nanoTime() - begun) / 1e9;
                answers = pulse.answers();
                Map<Integer, List<Flood.Client>> byStatus =
                        flood.clients().stream().collect(Collectors.groupingBy(Flood.Client::status));
                assertThat(byStatus.keySet()).containsExactlyInAnyOrder(200, 429);
                assertThat(byStatus.get(200)).hasSize(STREAMS);
                assertThat(byStatus.get(200))
                        .filteredOn(client -> client.from().equals("127.0.0.3"))
                        .hasSize(STREAMS_PER_CLIENT);
                assertThat(byStatus.get(429))
                        .hasSize(clients - STREAMS)
                        .allMatch(Flood.Client::closed)
                        .allMatch(client ->
                                client.answer().toLowerCase(Locale.ROOT).contains("\r\nretry-after: "))
                        .allMatch(client -> client.answer().contains("There are too many event streams"));
                Held during = Held.by(lectern);
                assertThat(during.streams()).isEqualTo(STREAMS);
                assertThat(lectern.send("GET", "/events").statusCode()).isEqualTo(429);
                Duration slowest = Collections.max(answers);
                System.out.printf(
                        Locale.ROOT,
                        "%d clients in %.1f s: %d listen, %d were refused; %d other requests, the slowest took %d ms%n",
                        clients,
                        seconds,
                        STREAMS,
                        clients - STREAMS,
                        answers.size(),
                        slowest.toMillis());
                System.out.println("before: " + before.words() + "; during: " + during.words());
                // In the same run, because how fast a machine takes ten thousand connections differs: all were answered
                // while they rose,
                // and most as if they did not.
                Duration flooding = Duration.ofNanos((long) (seconds * 1e9));
                assertThat(slowest).isLessThan(flooding);
                assertThat(answers.stream().sorted().toList().get(answers.size() / 2))
                        .isLessThan(flooding.dividedBy(10));
            }
            Eventually.becomes(PATIENCE, "everything to be as before", () -> isBack(before, Held.by(lectern)));
            System.out.println("after: " + Held.by(lectern).words());
            try (SseClient another = SseClient.connect(lectern.base().resolve("/events"), null)) {
                assertThat(another.response().statusCode()).isEqualTo(200);
            }
        }
    }

    private static boolean isBack(Held before, Held now) {
        return now.streams() == 0
                && now.descriptors() <= before.descriptors() + MORE_DESCRIPTORS
                && now.heap() <= before.heap() + MORE_HEAP;
    }

    private static String text(RunningLectern lectern, String path) {
        try {
            return new String(lectern.send("GET", path).body(), StandardCharsets.UTF_8);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void collect(long pid) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.run")
                    .redirectErrorStream(true)
                    .start();
            process.getInputStream().readAllBytes();
            assertThat(process.waitFor()).isZero();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many files a process of this machine may have open; JVMs take all they may. */
    private static int descriptors() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/limits")).stream()
                .filter(line -> line.startsWith("Max open files"))
                .map(line -> line.split("\\s{2,}")[2])
                .map(most -> most.equals("unlimited") ? Integer.MAX_VALUE : Integer.parseInt(most))
                .findFirst()
                .orElseThrow();
    }
}
