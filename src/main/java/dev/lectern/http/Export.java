package dev.lectern.http;

import dev.lectern.job.Job;
import dev.lectern.store.Correction;
import dev.lectern.store.SessionRow;
import dev.lectern.store.StoredResult;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Everything that is kept of one session.
 *
 * @param row the session as it is listed
 * @param jobs all of its jobs
 * @param results all of its results
 * @param corrections what people changed of them
 * @param folder its recording and artefacts
 */
record Export(SessionRow row, List<Job> jobs, List<StoredResult> results, List<Correction> corrections, Path folder) {

    private static final int CHUNK = 1 << 16;
    /** What is compressed already, and large. */
    private static final Set<String> DENSE = Set.of("mp4", "jpg", "det");

    /** Writes a zip; names in it are ours. What is deleted meanwhile is left out. */
    void write(OutputStream out) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(out, CHUNK))) {
            zip.setLevel(Deflater.BEST_SPEED);
            text(zip, "session.json", Wire.summary(row).encodePrettily());
            JsonArray all = new JsonArray();
            jobs.forEach(job -> all.add(Wire.job(job)));
            text(zip, "jobs.json", all.encodePrettily());
            JsonArray changes = new JsonArray();
            corrections.forEach(correction -> changes.add(change(correction)));
            text(zip, "corrections.json", changes.encodePrettily());
            for (StoredResult result : results) {
                String revision = result.revision() == 0 ? "" : "-" + result.revision();
                zip.putNextEntry(new ZipEntry("results/" + result.jobId() + revision + ".json"));
                try (InputStream payload = new GZIPInputStream(
                        new ByteArrayInputStream(result.gzippedPayload().getBytes()))) {
                    payload.transferTo(zip);
                }
                zip.closeEntry();
            }
            for (Path file : files()) {
                file(zip, file);
            }
        }
    }

    private static JsonObject change(Correction correction) {
        return new JsonObject()
                .put("number", correction.number())
                .put("at", Wire.time(correction.at()))
                .put("by", correction.by())
                .put("kind", correction.kind())
                .put("summary", correction.summary())
                .put("said", new JsonObject(correction.said()))
                .put("meant", new JsonObject(correction.meant()))
                .put("undoneAt", Wire.time(correction.undoneAt()));
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void file(ZipOutputStream zip, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String name = folder.relativize(file).toString().replace('\\', '/');
            zip.setLevel(
                    DENSE.contains(name.substring(name.lastIndexOf('.') + 1))
                            ? Deflater.NO_COMPRESSION
                            : Deflater.BEST_SPEED);
            zip.putNextEntry(new ZipEntry("files/" + name));
            in.transferTo(zip);
            zip.closeEntry();
        } catch (NoSuchFileException deleted) {
            // There is no more of it to be given.
        }
    }

    private static void text(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
