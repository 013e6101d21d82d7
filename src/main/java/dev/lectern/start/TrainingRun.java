package dev.lectern.start;

import dev.lectern.media.ScratchFolders;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the JVM write a {@link ClassArchive}: starts a server of the jar on a folder and a port of its own, on loopback, asks it for
 * what a browser asks for, has a worker join it, and ends both. By then the server knows nearly all classes that either needs to
 * start, and writes them down.
 */
public final class TrainingRun {

    private static final Logger LOG = LoggerFactory.getLogger(TrainingRun.class);
    private static final Pattern READY = Pattern.compile("Lectern is ready at (http://\\S+)");
    private static final Pattern JOINED = Pattern.compile("Lectern worker (\\S+) works for");
    private static final List<String> VISITED =
            List.of("", "health/ready", "sessions?limit=1", "jobs?limit=1", "workers");

    private final ClassArchive archive;
    private final Duration patience;

    /** @param patience for each of: a start, an answer, an end */
    public TrainingRun(ClassArchive archive, Duration patience) {
        this.archive = archive;
        this.patience = patience;
    }

    /**
     * Makes the archive, in place of one that is there. Blocks for some seconds.
     *
     * @throws IOException with a reason, if none was made; one that was there before is still there
     */
    public void run() throws IOException, InterruptedException {
        Path place = archive.file().getParent();
        if (!Files.isWritable(place)) {
            throw new IOException("nothing can be written to " + place);
        }
        Path folder = ScratchFolders.make("start");
        Path written = archive.file().resolveSibling(archive.file().getFileName() + ".new");
        try {
            train(folder, written);
            if (Files.notExists(written)) {
                throw new IOException("this JVM wrote none");
            }
            Files.move(written, archive.file(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(written);
            ScratchFolders.delete(folder);
        }
    }

    private void train(Path folder, Path written) throws IOException, InterruptedException {
        Trainee server = Trainee.of(
                archive.jar(),
                folder.resolve("server"),
                ClassArchive.writing(written),
                "serve",
                "--port=0",
                "--workers=1",
                "--data=data");
        boolean ended = false;
        try {
            String url = server.says(READY, patience);
            visit(url);
            join(url, folder.resolve("worker"));
        } finally {
            ended = server.end(patience.multipliedBy(2));
        }
        if (!ended) {
            throw new IOException(
                    "it took longer than " + patience.multipliedBy(2).toSeconds() + " s to write it");
        }
    }

    /** A worker that does not get in, as on a machine without loopback for it, leaves the archive without some classes. */
    private void join(String url, Path folder) throws InterruptedException {
        try {
            Trainee worker = Trainee.of(archive.jar(), folder, List.of(), "worker", "--join=" + url, "--slots=1");
            try {
                worker.says(JOINED, patience);
            } finally {
                worker.end(patience);
            }
        } catch (IOException e) {
            LOG.debug("no worker joined: {}", e.toString());
        }
    }

    private void visit(String url) throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        for (String path : VISITED) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                    .timeout(patience)
                    .header("Accept-Encoding", "gzip")
                    .build();
            client.send(request, HttpResponse.BodyHandlers.discarding());
        }
    }
}
