package dev.lectern.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lectern.testing.RunningLectern;
import dev.lectern.testing.RunningWorker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * One recording, processed by a server without slots and some workers with one slot each, which were started for it.
 *
 * @param seconds from the accepted upload to the end of the job, as the server notes them
 * @param workerMegabytes the most memory that the largest of the workers' JVMs had in use; 0 where Linux does not tell
 */
record WorkerRun(double seconds, long workerMegabytes) {

    /** Rarely enough not to take time from the workers. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private static final String HEAP = "-Xmx512m";

    static RunningLectern.Setup server(Path data) {
        return RunningLectern.in(data).jvm(HEAP).with("LECTERN_WORKERS", 0);
    }

    /**
     * Runs it; the session is deleted and the workers have ended when this returns.
     *
     * @param folder for the workers' folders; its name makes theirs
     * @param workers how many
     * @param pinned whether each has a processor for itself, the first one, the second one, and so on
     */
    static WorkerRun of(RunningLectern server, Path recording, Path folder, int workers, boolean pinned)
            throws IOException, InterruptedException {
        List<RunningWorker> started = new ArrayList<>();
        try {
            for (int k = 0; k < workers; k++) {
                started.add(worker(server, folder, k, pinned).start());
            }
            for (RunningWorker worker : started) {
                worker.awaitJoined(server);
            }
            RunningLectern.Accepted accepted = server.upload(recording);
            double seconds = seconds(end(server, accepted.jobId()));
            long megabytes = started.stream()
                    .mapToLong(worker -> PeakMemory.ofProcess(worker.process().pid()))
                    .max()
                    .orElse(0);
            server.send("DELETE", "/sessions/" + accepted.sessionId());
            return new WorkerRun(seconds, megabytes);
        } finally {
            started.forEach(RunningWorker::close);
        }
    }

    private static RunningWorker.Setup worker(RunningLectern server, Path folder, int number, boolean pinned) {
        String name = folder.getFileName() + "-" + number;
        // Recordings come over the network, as they do to another machine.
        RunningWorker.Setup worker = RunningWorker.named(name, folder.resolve(name), server.base())
                .jvm(HEAP)
                .with("--no-shared-folder");
        return pinned ? worker.through(List.of("taskset", "-c", Integer.toString(number))) : worker;
    }

    private static JsonNode end(RunningLectern server, String jobId) {
        while (true) {
            JsonNode job = server.get("/jobs/" + jobId);
            String status = job.get("status").asText();
            if (status.equals("completed")) {
                return job;
            }
            if (status.equals("failed") || !server.process().isAlive()) {
                throw new IllegalStateException("the job ended as " + job + "\n" + server.output());
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private static double seconds(JsonNode job) {
        Instant from = Instant.parse(job.get("createdAt").asText());
        return Duration.between(from, Instant.parse(job.get("finishedAt").asText()))
                        .toMillis()
                / 1e3;
    }
}
