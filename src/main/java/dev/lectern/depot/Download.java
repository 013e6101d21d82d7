package dev.lectern.depot;

import dev.lectern.job.CancelToken;
import dev.lectern.job.Sha256;
import dev.lectern.job.TaskFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches files for one slot; goes on where it was when a connection is cut or the server starts again. */
final class Download {

    private static final Logger LOG = LoggerFactory.getLogger(Download.class);
    private static final int TRIES = 2;
    private static final Pattern RANGE_START = Pattern.compile("bytes (\\d{1,18})-.*");

    private final DepotClient client;
    private final Duration patience;
    private final Duration silence;
    private final CancelToken cancel;

    /**
     * @param patience for how long nothing may get on before it is given up
     * @param silence for how long a connection may stand still before it is given up
     */
    Download(DepotClient client, Duration patience, Duration silence, CancelToken cancel) {
        this.client = client;
        this.patience = patience;
        this.silence = silence;
        this.cancel = cancel;
    }

    /**
     * What is known of a file before it comes.
     *
     * @param bytes its size
     * @param sha256 its hash; empty if the server does not say it
     * @param version its name for this content; null if the content is known by its hash
     */
    record Promise(long bytes, Optional<String> sha256, String version) {

        static Promise of(long bytes, String sha256) {
            return new Promise(bytes, Optional.of(sha256), null);
        }
    }

    /** Asks what a file will be like; empty if the server has none. */
    Optional<Promise> ask(String path) throws TaskFailure {
        Patience waiting = new Patience(patience, cancel);
        while (true) {
            try {
                HttpResponse<String> answer = client.send(
                        path,
                        request -> request.method("HEAD", BodyPublishers.noBody()),
                        BodyHandlers.ofString(),
                        new Heartbeat(),
                        silence,
                        cancel);
                if (answer.statusCode() == Refusal.NOT_FOUND) {
                    return Optional.empty();
                }
                OptionalLong bytes = answer.headers().firstValueAsLong("content-length");
                if (answer.statusCode() == 200 && bytes.isPresent()) {
                    return Optional.of(new Promise(
                            bytes.getAsLong(),
                            answer.headers().firstValue(DepotHeaders.SHA256),
                            answer.headers().firstValue("etag").orElse(null)));
                }
                throw unexpected(answer);
            } catch (IOException e) {
                waiting.pause(e);
            }
        }
    }

    /**
     * Fetches a file as a whole. What is there of it from an earlier try is used.
     *
     * @param target where it appears, by a rename, when it is whole and checked
     * @throws TaskFailure transient if it is not to be had, came damaged twice, or the disk does not take it
     */
    void fetch(String path, Promise promise, Path target) throws TaskFailure {
        Path part = part(target);
        for (int tried = 1; ; tried++) {
            try {
                receive(path, promise, part);
                check(promise, part);
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
                return;
            } catch (Damaged e) {
                LOG.warn("{} came damaged: {}", path, e.getMessage());
                delete(part);
                if (tried == TRIES) {
                    throw TaskFailure.transientFault("A file from the server came damaged to the worker", e);
                }
            } catch (IOException e) {
                delete(part);
                throw disk(e);
            }
        }
    }

    /** Fetches what has no size before it is there, in one go. */
    void fetchWhole(String path, Path target) throws TaskFailure {
        Patience waiting = new Patience(patience, cancel);
        while (true) {
            try (PartialFile file = PartialFile.open(target, Long.MAX_VALUE)) {
                Optional<IOException> cut = request(path, null, file, 0);
                if (cut.isEmpty()) {
                    return;
                }
                waiting.pause(cut.get());
            } catch (IOException e) {
                throw disk(e);
            }
        }
    }

    static Path part(Path target) {
        return target.resolveSibling(target.getFileName() + ".part");
    }

    private void receive(String path, Promise promise, Path part) throws IOException, TaskFailure {
        Patience waiting = new Patience(patience, cancel);
        try (PartialFile file = PartialFile.open(part, promise.bytes())) {
            if (file.size() > promise.bytes()) {
                throw new Damaged("More came than was promised.");
            }
            while (file.size() < promise.bytes()) {
                long before = file.size();
                Optional<IOException> cut = request(path, promise.version(), file, before);
                if (file.size() > before) {
                    waiting.gotOn();
                }
                if (file.size() < promise.bytes()) {
                    waiting.pause(cut.orElseThrow(() -> new Damaged("Less came than was promised.")));
                }
            }
        }
    }

    /**
     * Asks for a file from a byte on.
     *
     * @return why the answer did not come to its end; empty if it did
     * @throws IOException if what came is not what was promised, or the disk did not take it
     */
    private Optional<IOException> request(String path, String version, PartialFile file, long offset)
            throws IOException, TaskFailure {
        Heartbeat heart = new Heartbeat();
        HttpResponse<String> answer;
        try {
            answer = client.send(
                    path,
                    request -> {
                        if (offset > 0) {
                            request.header(DepotHeaders.RANGE, "bytes=" + offset + "-");
                            if (version != null) {
                                request.header(DepotHeaders.IF_RANGE, version);
                            }
                        }
                    },
                    into(file, offset, heart),
                    heart,
                    silence,
                    cancel);
        } catch (IOException e) {
            if (file.broken() != null) {
                throw file.broken();
            }
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof Damaged damaged) {
                    throw damaged;
                }
            }
            return Optional.of(e);
        }
        switch (answer.statusCode()) {
            case 200, 206:
                return Optional.empty();
            case Refusal.NOT_FOUND:
                throw TaskFailure.transientFault("The server no longer has what the task reads", null);
            case Refusal.NO_SUCH_RANGE:
                throw new Damaged("The file on the server is shorter than was promised.");
            default:
                return Optional.of(unexpected(answer));
        }
    }

    /** Writes an answer that brings something; keeps the words of any other. */
    private static BodyHandler<String> into(PartialFile file, long offset, Heartbeat heart) {
        return answer -> {
            try {
                boolean part = answer.statusCode() == 206;
                if (!part && answer.statusCode() != 200) {
                    return BodySubscribers.ofString(StandardCharsets.UTF_8);
                }
                if (part && start(answer.headers().firstValue("content-range").orElse("")) != offset) {
                    throw new Damaged("Another part came than was asked for.");
                }
                Consumer<byte[]> writer = file.from(part ? offset : 0);
                return BodySubscribers.mapping(
                        BodySubscribers.ofByteArrayConsumer(bytes -> {
                            heart.beat();
                            bytes.ifPresent(writer);
                        }),
                        end -> "");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private static long start(String contentRange) {
        Matcher matcher = RANGE_START.matcher(contentRange);
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
    }

    private static void check(Promise promise, Path part) throws IOException {
        if (promise.sha256().isPresent()
                && !Sha256.of(part).equals(promise.sha256().get())) {
            throw new Damaged("Its hash is another one.");
        }
    }

    private static void delete(Path part) throws TaskFailure {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw disk(e);
        }
    }

    private static TaskFailure disk(IOException e) {
        return TaskFailure.transientFault("The worker's disk is full or cannot be written", e);
    }

    private static IOException unexpected(HttpResponse<String> answer) {
        return new IOException("the server answered " + answer.statusCode() + " " + answer.body());
    }
}
