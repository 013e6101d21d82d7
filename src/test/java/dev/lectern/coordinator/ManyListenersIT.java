package dev.lectern.coordinator;

import static dev.lectern.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.job.Job;
import dev.lectern.job.TaskName;
import dev.lectern.testing.Inspections;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What it costs when a whole university watches. Clients are bare sockets in this JVM, and are counted as if they were ours. */
class ManyListenersIT {

    private static final int CLIENTS = 2_000;
    private static final int BYTES_EACH = 15 * 1024;
    private static final byte[] QUEUED = "event: queued".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    @Test
    void twoThousandIdleListenersAreCheapAndHearOfAChangeTogether() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (HallWithHttp server = new HallWithHttp(folder)) {
            server.hall.steps.script(TaskName.detect(1), (input, context) -> {
                double fraction = 0;
                try {
                    while (!end.await(20, TimeUnit.MILLISECONDS)) {
                        fraction = Math.min(0.99, fraction + 0.0005);
                        context.progress(fraction);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return server.hall.steps.make(input, context);
            });
            server.hall.slots(1);
            Job running = server.hall.job(Inspections.ofSeconds(3));
            eventually("a job is under way", () -> server.hall.steps.runs(TaskName.detect(1)) == 1);

            URI base = server.client.base();
            long before = heap();
            List<SocketChannel> clients = new ArrayList<>();
            ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(listen(base));
            }
            for (SocketChannel client : clients) {
                readUntil(client, buffer, "event: snapshot".getBytes(StandardCharsets.US_ASCII));
            }
            long each = (heap() - before) / CLIENTS;
            for (SocketChannel client : clients) {
                drain(client, buffer);
            }

            long begun = System.nanoTime();
            Job queued = server.hall.job(Inspections.ofSeconds(3));
            for (SocketChannel client : clients) {
                readUntil(client, buffer, QUEUED);
            }
            double all = (System.nanoTime() - begun) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "%d listeners: %.1f KB of heap each; a change reached all in %.3f s while %s was running%n",
                    CLIENTS,
                    each / 1024.0,
                    all,
                    running.id());
            for (SocketChannel client : clients) {
                client.close();
            }
            end.countDown();
            server.hall.completed(queued);
            assertThat(each).isLessThan(BYTES_EACH);
            assertThat(all).isLessThan(10);
        }
    }

    private static SocketChannel listen(URI base) throws IOException {
        SocketChannel client = SocketChannel.open(new InetSocketAddress(base.getHost(), base.getPort()));
        client.configureBlocking(false);
        client.write(ByteBuffer.wrap(("GET /events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                        + "Accept-Encoding: gzip, deflate, br\r\nAccept-Language: en\r\nCache-Control: no-cache\r\n"
                        + "Origin: http://localhost:5173\r\nUser-Agent: a browser with a name of some length\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII)));
        return client;
    }

    private static void readUntil(SocketChannel client, ByteBuffer buffer, byte[] wanted) {
        StringBuilder text = new StringBuilder();
        String words = new String(wanted, StandardCharsets.US_ASCII);
        eventually(words, () -> {
            buffer.clear();
            int count = client.read(buffer);
            if (count > 0) {
                text.append(StandardCharsets.ISO_8859_1.decode(buffer.flip()));
            }
            return text.indexOf(words) >= 0;
        });
    }

    private static void drain(SocketChannel client, ByteBuffer buffer) throws IOException {
        buffer.clear();
        while (client.read(buffer) > 0) {
            buffer.clear();
        }
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
