package dev.lectern.depot;

import dev.lectern.job.CancelToken;
import dev.lectern.job.Sha256;
import dev.lectern.job.TaskFailure;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one artefact to the depot; goes on where the server is when a connection is cut, and from its beginning when it forgot. What is
 * not brought to its end is taken back.
 */
final class Delivery {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    /** What is sent between two looks at what arrived. */
    private static final long PIECE_BYTES = 16 << 20;

    private static final int BUFFER_BYTES = 1 << 16;

    /** A server that starts again so often is not one to wait for. */
    private static final int BEGINNINGS = 10;

    private static final int DAMAGES = 2;

    /** The server reads a large artefact twice before it says that it is there. */
    private static final Duration CHECKING = Duration.ofMinutes(10);

    private final DepotClient client;
    private final Duration silence;
    private final CancelToken cancel;
    private final Patience waiting;
    private final FileChannel channel;
    private final long size;
    private final String sha256;
    private String name = DepotPaths.newArtefact();
    private boolean begun;
    private long most;
    private int beginnings;
    private int damages;

    private Delivery(
            DepotClient client,
            Duration patience,
            Duration silence,
            CancelToken cancel,
            FileChannel channel,
            String sha256)
            throws IOException {
        this.client = client;
        this.silence = silence;
        this.cancel = cancel;
        this.channel = channel;
        this.size = channel.size();
        this.sha256 = sha256;
        this.waiting = new Patience(patience, cancel);
    }

    /**
     * Delivers a file.
     *
     * @return its name in the report
     */
    static String of(
            DepotClient client, Returns returns, Duration patience, Duration silence, CancelToken cancel, Path artefact)
            throws TaskFailure {
        try (FileChannel channel = FileChannel.open(artefact)) {
            Delivery delivery = new Delivery(client, patience, silence, cancel, channel, Sha256.of(artefact));
            try {
                return delivery.run();
            } catch (TaskFailure | RuntimeException e) {
                returns.takeBack(delivery.name);
                throw e;
            }
        } catch (IOException e) {
            throw TaskFailure.transientFault("What was made could not be read", e);
        }
    }

    private String run() throws TaskFailure {
        while (true) {
            cancel.check();
            try {
                if (!begun) {
                    begin();
                }
                for (long offset = offset(); offset < size; offset = append(offset)) {
                    cancel.check();
                }
                seal();
                return name;
            } catch (IOException e) {
                LOG.debug("{} waits at byte {}: {}", name, most, e.toString());
                waiting.pause(e);
            }
        }
    }

    /** Under the name that was already said if the answer was lost, so that it is begun once. */
    private void begin() throws IOException, TaskFailure {
        HttpResponse<String> answer = send(
                DepotPaths.artefact(name),
                request -> request.POST(BodyPublishers.noBody()).header(DepotHeaders.LENGTH, Long.toString(size)),
                silence);
        if (answer.statusCode() != 201) {
            throw refused(answer);
        }
        begun = true;
        most = 0;
    }

    private void anew() throws TaskFailure {
        if (++beginnings == BEGINNINGS) {
            throw TaskFailure.transientFault("The server did not keep what the worker delivered", null);
        }
        name = DepotPaths.newArtefact();
        begun = false;
    }

    private long offset() throws IOException, TaskFailure {
        return arrived(
                send(DepotPaths.artefact(name), request -> request.method("HEAD", BodyPublishers.noBody()), silence));
    }

    private long append(long offset) throws IOException, TaskFailure {
        Heartbeat heart = new Heartbeat();
        long length = Math.min(PIECE_BYTES, size - offset);
        return arrived(client.send(
                DepotPaths.artefact(name),
                request -> request.method("PATCH", piece(offset, length, heart))
                        .header(DepotHeaders.OFFSET, Long.toString(offset)),
                BodyHandlers.ofString(),
                heart,
                silence,
                cancel));
    }

    private void seal() throws IOException, TaskFailure {
        HttpResponse<String> answer = send(
                DepotPaths.artefact(name),
                request -> request.PUT(BodyPublishers.noBody()).header(DepotHeaders.SHA256, sha256),
                CHECKING);
        if (answer.statusCode() != 204) {
            throw refused(answer);
        }
    }

    private long arrived(HttpResponse<String> answer) throws IOException, TaskFailure {
        if (answer.statusCode() != 204) {
            throw refused(answer);
        }
        long offset = answer.headers().firstValueAsLong(DepotHeaders.OFFSET).orElse(0);
        if (offset > most) {
            most = offset;
            waiting.gotOn();
        }
        return offset;
    }

    private HttpResponse<String> send(String path, Consumer<HttpRequest.Builder> words, Duration patience)
            throws IOException, TaskFailure {
        return client.send(path, words, BodyHandlers.ofString(), new Heartbeat(), patience, cancel);
    }

    /** What follows from an answer that is not the one that was hoped for: another try, unless this throws a failure. */
    private IOException refused(HttpResponse<String> answer) throws TaskFailure {
        String sentence = answer.body().isEmpty() ? "no sentence" : answer.body();
        switch (answer.statusCode()) {
            case Refusal.NO_ROOM, Refusal.TOO_LARGE:
                throw TaskFailure.transientFault(sentence, null);
            case Refusal.DAMAGED:
                if (++damages == DAMAGES) {
                    throw TaskFailure.transientFault(sentence, null);
                }
                anew();
                break;
            case Refusal.NOT_FOUND:
                anew();
                break;
            default:
                break;
        }
        return new IOException("the server answered " + answer.statusCode() + ": " + sentence);
    }

    private BodyPublisher piece(long offset, long length, Heartbeat heart) {
        return BodyPublishers.fromPublisher(
                BodyPublishers.ofByteArrays(() -> new Buffers(offset, offset + length, heart)), length);
    }

    /** A piece of the file, read as it is sent. */
    private final class Buffers implements Iterator<byte[]> {

        private final long end;
        private final Heartbeat heart;
        private long at;

        Buffers(long from, long end, Heartbeat heart) {
            this.at = from;
            this.end = end;
            this.heart = heart;
        }

        @Override
        public boolean hasNext() {
            return at < end;
        }

        @Override
        public byte[] next() {
            if (at >= end) {
                throw new NoSuchElementException();
            }
            heart.beat();
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER_BYTES, end - at));
            try {
                while (buffer.hasRemaining()) {
                    int read = channel.read(buffer, at + buffer.position());
                    if (read < 0) {
                        throw new EOFException("the artefact became shorter");
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            at += buffer.capacity();
            return buffer.array();
        }
    }
}
