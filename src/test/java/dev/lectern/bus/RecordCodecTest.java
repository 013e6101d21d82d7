package dev.lectern.bus;

import static dev.lectern.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.lectern.job.JobEvent;
import dev.lectern.job.Parameters;
import dev.lectern.job.Spent;
import dev.lectern.job.TaskFailure;
import dev.lectern.job.TaskName;
import dev.lectern.queue.Lease;
import dev.lectern.testing.Inspections;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordCodecTest {

    private static final Lease LEASE = new Lease("1700000000000-3", "job-01", TaskName.detect(7), "slot-1", 2);
    private static final String SHA256 = "5f".repeat(32);
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final Spent SPENT =
            new Spent(Duration.ofMillis(1500), 300, Duration.ofMillis(400), Duration.ofNanos(123_456_789));
    private static final byte[] BYTES = {0, -1, 127, -128, 10};

    static Stream<Record> messages() {
        return Stream.of(
                new SlotIdle("slot-1", "pc-1 „Größe“", "abc"),
                new WorkerCard("pc-1", "pc", 2, "0.1", Instant.parse("2026-11-22T10:00:00.123Z"), true),
                new WorkerRemoved("pc-1", true),
                new JobHint("job-01"),
                new JobHint("job-01", "sess-02"),
                new TaskOrder(
                        LEASE,
                        "sess-02",
                        Parameters.DEFAULT,
                        Inspections.ofSeconds(5400.5),
                        "0123456789abcdef",
                        null,
                        SHA256,
                        5L << 30,
                        TRACE),
                new TaskOrder(
                        LEASE, "sess-02", new Parameters(29.97, 7), null, "0123456789abcdef", BYTES, SHA256, 1, TRACE),
                new Renewal(LEASE, "pc-1", 0.123456789),
                new TaskReport(LEASE, "sess-02", "pc-1", null, null, null, "/data/work/1.mp4", null),
                new TaskReport(LEASE, "sess-02", "pc-1", null, null, BYTES, null, BYTES),
                new TaskReport(LEASE, "sess-02", "pc-1", null, null, BYTES, null, null, SPENT),
                new TaskReport(LEASE, "sess-02", "pc-1", TaskFailure.Kind.PERMANENT, "It is broken.", null, null, null),
                new QueueReport(List.of(new QueueReport.Worker("pc-1", 5, 3)), true),
                new RosterReport(List.of(new RosterReport.Worker(
                        new WorkerCard("pc-1", "pc", 2, "0.1", Instant.parse("2026-11-22T10:00:00.123Z"), false),
                        Instant.parse("2026-11-22T11:00:00.123Z"),
                        RosterReport.State.QUARANTINED,
                        "It failed.",
                        Instant.parse("2026-11-22T11:01:00Z"),
                        5,
                        3,
                        1,
                        List.of(new RosterReport.Task(
                                "job-01", TaskName.detect(7), Instant.parse("2026-11-22T10:59:00Z"), 0.25))))),
                new SessionHint("sess-02"),
                new Previewed("job-01", "sess-02", "ab12", 0.25, Instant.EPOCH),
                new Corrected("sess-02", "ab12", 3, Instant.EPOCH),
                new EventNews(
                        "1700000000000-3",
                        new JobEvent.Failed("job-01", "sess-02", Instant.parse("2026-11-22T10:00:00.250Z"), "Größe")));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageComesBackFromTheWire(Record message) {
        assertThat(overTheWire(message)).usingRecursiveComparison().isEqualTo(message);
    }

    @Test
    void everyMessageOfThePackageIsTriedHereAndKnownToTheBus() {
        assertThat(new ClassFileImporter()
                                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                                .importPackages("dev.lectern.bus")
                                .stream()
                                .filter(type -> type.isRecord() && type.isTopLevelClass())
                                .map(JavaClass::getSimpleName))
                .containsExactlyInAnyOrderElementsOf(
                        RecordCodec.MESSAGES.stream().map(Class::getSimpleName).toList())
                .containsExactlyInAnyOrderElementsOf(messages()
                        .map(message -> message.getClass().getSimpleName())
                        .distinct()
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "{",
                "{}",
                "{\"lease\":null,\"worker\":\"pc-1\",\"progress\":0.5}",
                "{\"lease\":{\"entry\":\"1-0\",\"jobId\":\"job-01\",\"task\":\"inspect\",\"holder\":\"s\",\"attempt\":0},\"worker\":\"w\",\"progress\":0.5}",
                "{\"lease\":{\"entry\":\"1-0\",\"jobId\":\"job-01\",\"task\":\"rm -rf\",\"holder\":\"s\",\"attempt\":1},\"worker\":\"w\",\"progress\":0.5}",
                "{\"lease\":{\"entry\":\"1-0\",\"jobId\":\"job-01\",\"task\":\"inspect\",\"holder\":\"s\",\"attempt\":1},\"worker\":\"w\",\"progress\":7}",
                "{\"lease\":{\"entry\":\"1-0\",\"jobId\":\"job-01\",\"task\":\"inspect\",\"holder\":\"s\",\"attempt\":1},\"worker\":\"w\",\"progress\":\"NaN\"}"
            })
    void whatIsNoMessageIsNotReadAsOne(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        Buffer wire = Buffer.buffer().appendInt(bytes.length).appendBytes(bytes);
        assertThatThrownBy(() -> new RecordCodec<>(Renewal.class).decodeFromWire(0, wire))
                .isInstanceOf(RuntimeException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1_000})
    void aLengthThatIsALieTakesNoMemory(int length) {
        Buffer wire = Buffer.buffer().appendInt(length).appendString("{}");
        assertThatThrownBy(() -> new RecordCodec<>(Renewal.class).decodeFromWire(0, wire))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void withinOneJvmTheMessageItselfIsPassed() {
        Vertx vertx = Vertx.vertx();
        try {
            RecordCodec.register(vertx.eventBus());
            vertx.eventBus().consumer("echo", message -> message.reply(message.body()));
            Renewal sent = new Renewal(LEASE, "pc-1", 0.5);
            assertThat(await(vertx.eventBus().request("echo", sent)).body()).isSameAs(sent);
        } finally {
            await(vertx.close());
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Record> T overTheWire(T message) {
        RecordCodec<T> codec = new RecordCodec<>((Class<T>) message.getClass());
        Buffer buffer = Buffer.buffer("before");
        codec.encodeToWire(buffer, message);
        buffer.appendString("after");
        return codec.decodeFromWire("before".length(), buffer);
    }
}
