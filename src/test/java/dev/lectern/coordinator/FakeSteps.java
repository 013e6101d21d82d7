package dev.lectern.coordinator;

import dev.lectern.job.Inspection;
import dev.lectern.job.Json;
import dev.lectern.job.Step;
import dev.lectern.job.StepContext;
import dev.lectern.job.StepInput;
import dev.lectern.job.StepOutput;
import dev.lectern.job.TaskFailure;
import dev.lectern.job.TaskKind;
import dev.lectern.job.TaskName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Steps that make small artefacts at once, count how often they ran, and can be told to behave otherwise. Thread safe. */
final class FakeSteps {

    private final Map<String, Inspection> inspections;
    private final Map<TaskName, Step> scripts = new ConcurrentHashMap<>();
    private final List<String> runs = new ArrayList<>();
    private volatile Step everything;

    FakeSteps() {
        inspections = new ConcurrentHashMap<>();
    }

    /** The steps of another worker, which knows the same recordings. */
    FakeSteps(FakeSteps like) {
        inspections = like.inspections;
    }

    /** What inspecting the recording of a session is to tell. */
    void recording(String sessionId, Inspection inspection) {
        inspections.put(sessionId, inspection);
    }

    /** Has a task of every job behave in its own way. */
    void script(TaskName task, Step step) {
        scripts.put(task, step);
    }

    /** Has everything, but for what has a script of its own, go in one way; null for the usual one. */
    void everything(Step step) {
        everything = step;
    }

    /** How often a task was begun, for whichever session. */
    long runs(TaskName task) {
        return runs().stream().filter(run -> run.endsWith(" " + task)).count();
    }

    /** Every run so far, as session and task. */
    List<String> runs() {
        synchronized (runs) {
            return List.copyOf(runs);
        }
    }

    Map<TaskKind, Step> all() {
        Map<TaskKind, Step> steps = new EnumMap<>(TaskKind.class);
        for (TaskKind kind : TaskKind.values()) {
            steps.put(kind, this::run);
        }
        return steps;
    }

    /** What a step makes if nothing else is said. */
    StepOutput make(StepInput input, StepContext context) throws TaskFailure {
        context.progress(0.5);
        return switch (input.task().kind()) {
            case INSPECT ->
                StepOutput.bytes(Json.bytes(inspections.get(session(input))))
                        .with("picture".getBytes(StandardCharsets.UTF_8));
            case ENCODE -> StepOutput.file(write(input.scratch().resolve("out.ts"), "piece " + input.task()));
            case TRANSCODE -> StepOutput.file(write(input.scratch().resolve("out.mp4"), "video"));
            case RENDER ->
                StepOutput.file(write(
                        input.scratch().resolve("out.mp4"),
                        "drawn from " + new String(input.result(), StandardCharsets.UTF_8)));
            case DETECT -> StepOutput.bytes(("detections " + input.task()).getBytes(StandardCharsets.UTF_8));
            case TRACK -> StepOutput.bytes(("track of " + session(input)).getBytes(StandardCharsets.UTF_8));
        };
    }

    /** A step that stays until it is cancelled. */
    static StepOutput untilCancelled(StepInput input, StepContext context) throws TaskFailure {
        CountDownLatch cancelled = new CountDownLatch(1);
        context.cancel().onCancel(cancelled::countDown);
        hold(cancelled);
        throw TaskFailure.interrupted();
    }

    /** Keeps the thread of a step until a latch opens. */
    static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private StepOutput run(StepInput input, StepContext context) throws TaskFailure {
        synchronized (runs) {
            runs.add(session(input) + " " + input.task());
        }
        Step usual = everything;
        return scripts.getOrDefault(input.task(), usual == null ? this::make : usual)
                .run(input, context);
    }

    private static String session(StepInput input) {
        return input.folder().path().getFileName().toString();
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
