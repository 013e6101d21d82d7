package dev.lectern;

import dev.lectern.detect.DetectorModel;
import dev.lectern.job.Step;
import dev.lectern.job.TaskKind;
import dev.lectern.media.FfmpegBinaries;
import dev.lectern.pipeline.Steps;
import dev.lectern.worker.SessionFiles;
import dev.lectern.worker.WorkerVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;

/** The slots of one worker, all with the same detector. */
final class Crew {

    private final Vertx vertx;
    private final String prefix;
    private final List<String> slots = new ArrayList<>();
    private final List<WorkerVerticle> verticles = new ArrayList<>();
    private final List<String> deployments = new CopyOnWriteArrayList<>();
    private final List<WorkerVerticle> atWork = new CopyOnWriteArrayList<>();

    private Crew(Vertx vertx, String prefix) {
        this.vertx = vertx;
        this.prefix = prefix;
    }

    /**
     * Slots that are not at work yet. Their ids are never used again, also not by a worker of the same name.
     *
     * @param worker the worker's name
     * @param work a folder for what is being made
     * @param reserveBytes what is to stay free on the disk of that folder
     * @param patience how long a task waits for that before it fails
     */
    static Crew of(
            Vertx vertx,
            String worker,
            int slots,
            DetectorModel detector,
            FfmpegBinaries binaries,
            SessionFiles files,
            Path work,
            long reserveBytes,
            Duration patience) {
        Map<TaskKind, Step> steps = Steps.of(binaries, detector, reserveBytes, patience);
        Crew crew = new Crew(
                vertx,
                worker + "-"
                        + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt()) + "-");
        for (int k = 0; k < slots; k++) {
            String slot = crew.prefix + k;
            crew.slots.add(slot);
            crew.verticles.add(new WorkerVerticle(slot, worker, detector.sha256(), steps, files, work));
        }
        return crew;
    }

    /** Their ids. */
    List<String> slots() {
        return List.copyOf(slots);
    }

    /** What their ids, and no others, begin with. */
    String prefix() {
        return prefix;
    }

    /** They ask for work from now on. */
    Future<?> begin() {
        return Future.all(verticles.stream()
                .map(verticle -> vertx.deployVerticle(verticle).onSuccess(id -> {
                    deployments.add(id);
                    atWork.add(verticle);
                }))
                .toList());
    }

    /** They take no more work, may finish what they have for a while, and hand back what they could not finish. */
    Future<?> end(Duration grace) {
        return Future.join(List.copyOf(atWork).stream()
                        .map(slot -> slot.drain(grace))
                        .toList())
                .eventually(() -> Future.join(
                        List.copyOf(deployments).stream().map(vertx::undeploy).toList()));
    }
}
