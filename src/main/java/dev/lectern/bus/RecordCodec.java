package dev.lectern.bus;

import dev.lectern.job.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;
import java.util.List;
import java.util.Objects;

/** The one codec of our messages: within a JVM the record itself, between JVMs its JSON form behind its length. */
public final class RecordCodec<T extends Record> implements MessageCodec<T, T> {

    static final List<Class<? extends Record>> MESSAGES = List.of(
            SlotIdle.class,
            WorkerCard.class,
            WorkerRemoved.class,
            JobHint.class,
            SessionHint.class,
            Corrected.class,
            Previewed.class,
            TaskOrder.class,
            Renewal.class,
            TaskReport.class,
            QueueReport.class,
            RosterReport.class,
            EventNews.class);
    private static final byte USER_CODEC = -1;

    private final Class<T> type;

    RecordCodec(Class<T> type) {
        this.type = type;
    }

    /** Makes all our messages known to a bus. */
    public static void register(EventBus bus) {
        MESSAGES.forEach(type -> register(bus, type));
    }

    private static <T extends Record> void register(EventBus bus, Class<T> type) {
        bus.registerDefaultCodec(type, new RecordCodec<>(type));
    }

    @Override
    public void encodeToWire(Buffer buffer, T message) {
        byte[] json = Json.bytes(message);
        buffer.appendInt(json.length).appendBytes(json);
    }

    @Override
    public T decodeFromWire(int position, Buffer buffer) {
        int start = position + Integer.BYTES;
        T message = Json.read(buffer.getBytes(start, start + buffer.getInt(position)), type);
        return Objects.requireNonNull(message, "a message is never nothing");
    }

    @Override
    public T transform(T message) {
        return message;
    }

    @Override
    public String name() {
        return "lectern." + type.getSimpleName();
    }

    @Override
    public byte systemCodecID() {
        return USER_CODEC;
    }
}
