package dev.lectern.bench;

import dev.lectern.detect.DetectionCodec;
import dev.lectern.job.CancelToken;
import dev.lectern.job.Parameters;
import dev.lectern.job.Step;
import dev.lectern.job.StepOutput;
import dev.lectern.job.TaskFailure;
import dev.lectern.job.TaskKind;
import dev.lectern.pipeline.DirectRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** The pipeline as {@code lectern process} runs it, from the file to the result, and how much of that its detect tasks are. */
final class WholeRun {

    private final Map<TaskKind, Step> steps;
    private Clock firstDetect;
    private Clock lastDetect;
    private int frames;
    private Cost whole;

    WholeRun(Map<TaskKind, Step> steps) {
        Step detect = steps.get(TaskKind.DETECT);
        this.steps = new EnumMap<>(steps);
        this.steps.put(TaskKind.DETECT, (input, context) -> {
            begun();
            StepOutput output = detect.run(input, context);
            ended(output);
            return output;
        });
    }

    void run(Path clip, Path scratch, Parameters parameters, int slots) throws IOException, TaskFailure {
        Path folder = Files.createTempDirectory(scratch, "whole");
        Clock begin = Clock.now();
        new DirectRun(steps, slots).run(clip, folder, parameters, new CancelToken(), fraction -> {});
        whole = Clock.now().since(begin, frames);
    }

    Cost whole() {
        return whole;
    }

    Cost detect() {
        return lastDetect.since(firstDetect, frames);
    }

    private synchronized void begun() {
        if (firstDetect == null) {
            firstDetect = Clock.now();
        }
    }

    private synchronized void ended(StepOutput output) {
        lastDetect = Clock.now();
        try {
            frames += DetectionCodec.decode(output.content()).size();
        } catch (IOException e) {
            throw new IllegalStateException("the pipeline cannot read what it wrote", e);
        }
    }
}
