package dev.lectern.pipeline;

import dev.lectern.job.CancelToken;
import dev.lectern.job.Inspection;
import dev.lectern.job.Json;
import dev.lectern.job.Parameters;
import dev.lectern.job.Pipeline;
import dev.lectern.job.Progress;
import dev.lectern.job.SegmentPlan;
import dev.lectern.job.SessionFolder;
import dev.lectern.job.Step;
import dev.lectern.job.StepContext;
import dev.lectern.job.StepInput;
import dev.lectern.job.StepOutput;
import dev.lectern.job.TaskFailure;
import dev.lectern.job.TaskKind;
import dev.lectern.job.TaskName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleConsumer;
import java.util.function.Function;

/** The pipeline over one file, without server and queue: the same steps, and so the same bytes. */
public final class DirectRun {

    private static final String KEY = "direct";

    private final Map<TaskKind, Step> steps;
    private final int slots;

    /**
     * A way to run.
     *
     * @param slots how many segments are worked on at once, at least 1
     */
    public DirectRun(Map<TaskKind, Step> steps, int slots) {
        this.steps = Map.copyOf(steps);
        this.slots = Math.max(1, slots);
    }

    /**
     * Processes a recording.
     *
     * @param recording the file
     * @param folder an empty folder for what is computed; the caller removes it
     * @param progress is told, from several threads, how much is done: 0 to 1
     * @return the document that the service would answer with, compressed with gzip
     * @throws TaskFailure if it cannot be processed, or was cancelled
     */
    public byte[] run(Path recording, Path folder, Parameters parameters, CancelToken cancel, DoubleConsumer progress)
            throws TaskFailure {
        Whole whole = new Whole(recording, new SessionFolder(folder), any -> KEY, parameters, cancel, progress);
        Inspection inspection = seen(whole);
        byte[] payload = whole.run(TaskName.TRACK, inspection).content();
        progress.accept(1);
        return payload;
    }

    /**
     * Makes the detections of a recording, those segments that are not there yet.
     *
     * @param folder where detections are kept
     * @param naming names the detections, given what is known of the recording, see {@link dev.lectern.job.DetectionKey}
     * @return what is known of the recording; the detections lie in the folder
     */
    Inspection detect(
            Path recording,
            SessionFolder folder,
            Function<Inspection, String> naming,
            Parameters parameters,
            CancelToken cancel,
            DoubleConsumer progress)
            throws TaskFailure {
        return seen(new Whole(recording, folder, naming, parameters, cancel, progress));
    }

    private Inspection seen(Whole whole) throws TaskFailure {
        Inspection inspection = Json.read(whole.run(TaskName.INSPECT, null).content(), Inspection.class);
        whole.inspected(inspection);
        detect(whole, inspection);
        return inspection;
    }

    private void detect(Whole whole, Inspection inspection) throws TaskFailure {
        int segments = SegmentPlan.of(inspection, whole.parameters).size();
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(slots, segments));
        try {
            List<Future<Void>> running = new ArrayList<>();
            for (int k = 0; k < segments; k++) {
                int segment = k;
                running.add(threads.submit(() -> whole.detect(segment, inspection)));
            }
            for (Future<Void> one : running) {
                finish(one);
            }
        } catch (TaskFailure failure) {
            // The other segments are of no use any more; the caller is about to remove the folder they write to.
            whole.cancel.cancel();
            throw failure;
        } finally {
            threads.shutdownNow();
            awaitEnd(threads);
        }
    }

    private static void awaitEnd(ExecutorService threads) {
        try {
            threads.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void finish(Future<Void> segment) throws TaskFailure {
        try {
            segment.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof TaskFailure failure ? failure : TaskFailure.bug(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TaskFailure.interrupted();
        }
    }

    private final class Whole {
        private final Path recording;
        private final SessionFolder folder;
        private final Function<Inspection, String> naming;
        private final Parameters parameters;
        private final CancelToken cancel;
        private final DoubleConsumer progress;
        private final Map<TaskName, Double> running = new ConcurrentHashMap<>();
        private volatile Pipeline.Made made = Pipeline.Made.nothing();

        private Whole(
                Path recording,
                SessionFolder folder,
                Function<Inspection, String> naming,
                Parameters parameters,
                CancelToken cancel,
                DoubleConsumer progress) {
            this.recording = Objects.requireNonNull(recording);
            this.folder = folder;
            this.naming = naming;
            this.parameters = parameters;
            this.cancel = cancel;
            this.progress = progress;
        }

        private void inspected(Inspection inspection) {
            made = new Pipeline.Made(inspection, true, new BitSet());
        }

        private Void detect(int segment, Inspection inspection) throws TaskFailure {
            Path file = folder.detections(naming.apply(inspection), segment);
            if (Files.exists(file)) {
                return null;
            }
            byte[] detections = run(TaskName.detect(segment), inspection).content();
            try {
                Files.createDirectories(file.getParent());
                // Whole or not at all: what exists is not made again.
                Path part = Files.write(file.resolveSibling(file.getFileName() + ".part"), detections);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw TaskFailure.transientFault("The working folder cannot be written", e);
            }
            return null;
        }

        private StepOutput run(TaskName task, Inspection inspection) throws TaskFailure {
            String key = inspection == null ? KEY : naming.apply(inspection);
            StepInput input = new StepInput(task, recording, folder, folder.path(), parameters, inspection, key, null);
            StepContext context = new StepContext() {
                @Override
                public CancelToken cancel() {
                    return cancel;
                }

                @Override
                public void progress(double fraction) {
                    running.merge(task, Math.min(1, fraction), Math::max);
                    progress.accept(Progress.of(made, parameters, running));
                }
            };
            StepOutput output = steps.get(task.kind()).run(input, context);
            context.progress(1);
            return output;
        }
    }
}
