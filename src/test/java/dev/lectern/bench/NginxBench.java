package dev.lectern.bench;

import dev.lectern.media.FfmpegBinaries;
import dev.lectern.testing.RunningLectern;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Large recordings in and parts of them out, beside nginx on the same disk: the same file, the same client (curl), in turns. What Lectern
 * does besides counts: it hashes what comes, looks whether it is a video, and has it on the disk for good before it answers, where nginx
 * leaves that to the system.
 */
final class NginxBench {

    private static final long BYTES = 256L << 20;
    private static final long PART = 64L << 20;
    private static final int UPLOADS = 5;
    private static final int DOWNLOADS = 10;
    private static final double MB = 1 << 20;
    private static final Pattern SESSION = Pattern.compile("\"sessionId\":\"([^\"]+)\"");

    private static final Pattern ACCEPTED = Pattern.compile("(?im)^lectern-session-id: *(\\S+)");
    private static final String VERSION = "Tus-Resumable";
    private static final String VERSION_NUMBER = "1.0.0";

    private final Path scratch;
    private final Path recording;
    private final RunningLectern server;
    private final Nginx nginx;

    private NginxBench(Path scratch, Path recording, RunningLectern server, Nginx nginx) {
        this.scratch = scratch;
        this.recording = recording;
        this.server = server;
        this.nginx = nginx;
    }

    static void run(Scores scores) throws Exception {
        if (Nginx.program() == null || !hasCurl()) {
            scores.skipped("nginx: uploads and downloads beside it", "nginx or curl is not installed");
            return;
        }
        Path scratch = Files.createTempDirectory("lectern-nginx");
        try {
            Path recording = recording(scratch);
            try (RunningLectern server = RunningLectern.in(scratch.resolve("data"))
                            .jvm("-Xmx256m")
                            .with("LECTERN_WORKERS", 0)
                            .with("LECTERN_IMPORTS_PER_MINUTE", 1000)
                            .start();
                    Nginx nginx = Nginx.start(Files.createDirectory(scratch.resolve("nginx")))) {
                new NginxBench(scratch, recording, server, nginx).compare(scores);
            }
        } finally {
            Folders.delete(scratch);
        }
    }

    private void compare(Scores scores) throws IOException, InterruptedException {
        // Not counted: files come into memory, and the compiler of the JVM is at work.
        delete(upload().session());
        delete(pieces().session());
        put();
        long before = PeakMemory.ofProcess(server.process().pid());
        double[] ours = new double[UPLOADS];
        double[] theirs = new double[UPLOADS];
        double[] synced = new double[UPLOADS];
        double[] inPieces = new double[UPLOADS];
        String session = null;
        for (int i = 0; i < UPLOADS; i++) {
            if (session != null) {
                delete(session);
            }
            Upload upload = upload();
            session = upload.session();
            ours[i] = BYTES / MB / upload.seconds();
            Upload pieces = pieces();
            delete(pieces.session());
            inPieces[i] = BYTES / MB / pieces.seconds();
            double put = put();
            theirs[i] = BYTES / MB / put;
            synced[i] = BYTES / MB / (put + sync());
            System.out.printf(
                    Locale.ROOT,
                    "upload: as a form %.0f MB/s, as the dashboard sends it %.0f MB/s, nginx %.0f MB/s, nginx and a sync %.0f MB/s%n",
                    ours[i],
                    inPieces[i],
                    theirs[i],
                    synced[i]);
        }
        scores.against(
                "nginx: uploads as the dashboard sends them", Median.of(inPieces), Median.of(theirs), "MB/s", 0.7);
        scores.beside(
                "nginx: the same, its file then synced as ours is", Median.of(inPieces), Median.of(synced), "MB/s");
        scores.against("nginx: uploads as a form", Median.of(ours), Median.of(theirs), "MB/s", 0.7);
        scores.beside("nginx: the same, its file then synced as ours is", Median.of(ours), Median.of(synced), "MB/s");
        downloads(scores, session);
        long grown = PeakMemory.ofProcess(server.process().pid()) - before;
        scores.stated("nginx: memory that all this added to the server's peak", grown, "MB");
    }

    private void downloads(Scores scores, String session) throws IOException, InterruptedException {
        String video =
                server.base().resolve("/sessions/" + session + "/media/video").toString();
        String file = nginx.base().resolve("recording").toString();
        double[] ours = new double[DOWNLOADS];
        double[] theirs = new double[DOWNLOADS];
        for (int i = -1; i < DOWNLOADS; i++) {
            long from = (i + 1L) * (BYTES - PART) / (DOWNLOADS + 1);
            String range = from + "-" + (from + PART - 1);
            double one = PART / MB / curl("-o", "/dev/null", "-r", range, video).seconds();
            double other =
                    PART / MB / curl("-o", "/dev/null", "-r", range, file).seconds();
            if (i >= 0) {
                ours[i] = one;
                theirs[i] = other;
            }
        }
        scores.against("nginx: ranged downloads", Median.of(ours), Median.of(theirs), "MB/s", 0.8);
    }

    /** What came of an upload. */
    private record Upload(double seconds, String session) {}

    private Upload upload() throws IOException, InterruptedException {
        Path answer = scratch.resolve("answer.json");
        Curl curl = curl(
                "-o",
                answer.toString(),
                "-F",
                "video=@" + recording + ";filename=lecture.mp4",
                server.base().resolve("/sessions/import").toString());
        String said = Files.readString(answer);
        Matcher session = SESSION.matcher(said);
        if (!session.find()) {
            throw new IllegalStateException("the upload was answered with " + said);
        }
        return new Upload(curl.seconds(), session.group(1));
    }

    /** As the dashboard sends a recording: announced, then as the body of a request (tus). */
    private Upload pieces() throws IOException, InterruptedException {
        HttpResponse<byte[]> announced =
                server.send("POST", "/uploads", VERSION, VERSION_NUMBER, "Upload-Length", Long.toString(BYTES));
        Path headers = scratch.resolve("headers");
        Curl curl = curl(
                "-X",
                "PATCH",
                "-D",
                headers.toString(),
                "-H",
                VERSION + ": " + VERSION_NUMBER,
                "-H",
                "Upload-Offset: 0",
                "-H",
                "Content-Type: application/offset+octet-stream",
                "-T",
                recording.toString(),
                server.base()
                        .resolve(announced.headers().firstValue("location").orElseThrow())
                        .toString());
        Matcher session = ACCEPTED.matcher(Files.readString(headers));
        if (!session.find()) {
            throw new IllegalStateException("the upload was answered with " + Files.readString(headers));
        }
        return new Upload(curl.seconds(), session.group(1));
    }

    private double put() throws IOException, InterruptedException {
        Files.deleteIfExists(nginx.files().resolve("recording"));
        return curl(
                        "-T",
                        recording.toString(),
                        nginx.base().resolve("recording").toString())
                .seconds();
    }

    /** How long it takes until what nginx has stored is on the disk for good. */
    private double sync() throws IOException {
        long begun = System.nanoTime();
        try (FileChannel file = FileChannel.open(nginx.files().resolve("recording"), StandardOpenOption.WRITE)) {
            file.force(true);
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private void delete(String session) throws IOException, InterruptedException {
        server.send("DELETE", "/sessions/" + session);
    }

    /** What a run of the client took. */
    private record Curl(double seconds) {}

    private static Curl curl(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("curl", "-sS", "--fail-with-body", "-H", "Expect:", "-w", "%{stderr}%{time_total}"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).start();
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IllegalStateException(command + " ended with " + said);
        }
        return new Curl(Double.parseDouble(said.strip()));
    }

    private static boolean hasCurl() throws InterruptedException {
        try {
            Process curl = new ProcessBuilder("curl", "--version")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return curl.waitFor(10, TimeUnit.SECONDS) && curl.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** A short recording with a box of noise at its end that players skip. */
    private static Path recording(Path scratch) throws Exception {
        Path clip = BenchClip.make(FfmpegBinaries.bundled(), scratch, 60);
        byte[] noise = new byte[1 << 20];
        new Random(11).nextBytes(noise);
        long box = BYTES - Files.size(clip);
        try (OutputStream out = Files.newOutputStream(clip, StandardOpenOption.APPEND)) {
            out.write(ByteBuffer.allocate(8)
                    .putInt((int) box)
                    .put("free".getBytes(StandardCharsets.US_ASCII))
                    .array());
            for (long left = box - 8; left > 0; left -= noise.length) {
                out.write(noise, 0, (int) Math.min(left, noise.length));
            }
        }
        return clip;
    }
}
