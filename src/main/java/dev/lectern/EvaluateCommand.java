package dev.lectern;

import dev.lectern.config.Settings;
import dev.lectern.detect.DetectorModel;
import dev.lectern.evaluate.Evaluation;
import dev.lectern.evaluate.Followed;
import dev.lectern.evaluate.Follower;
import dev.lectern.evaluate.InvalidTruth;
import dev.lectern.evaluate.MotFiles;
import dev.lectern.evaluate.Table;
import dev.lectern.evaluate.Truth;
import dev.lectern.job.CancelToken;
import dev.lectern.job.TaskFailure;
import dev.lectern.media.FfmpegBinaries;
import dev.lectern.media.Prober;
import dev.lectern.pipeline.DetectionCache;
import dev.lectern.pipeline.DirectRun;
import dev.lectern.pipeline.Steps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Follows recordings whose truth is known, and says how well: for the product's tracker and for a simple rule. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        versionProvider = Lectern.Version.class,
        description = "Compares what is found in recordings with what is known to be true of them, and prints a table.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The table was printed.",
            "1:A recording cannot be processed.",
            "2:The command line, the settings or a truth file are wrong.",
            "3:Something else failed.",
            "130:It was interrupted."
        })
final class EvaluateCommand {

    private static final Logger LOG = LoggerFactory.getLogger(EvaluateCommand.class);
    private static final String ENDING = "(\\.gt|\\.truth)?\\.json$";

    @Option(
            names = "--truth",
            paramLabel = "FILE",
            arity = "1..*",
            required = true,
            description = "What is true of a recording, as JSON; it names the recording beside it.")
    private List<Path> truths;

    @Option(
            names = "--detections",
            paramLabel = "FOLDER",
            description = "Where detections are kept for the next time (nowhere).")
    private Path detections;

    @Option(
            names = "--mot",
            paramLabel = "FOLDER",
            description = "Where to write truth and tracks as MOTChallenge text for other programs (nowhere).")
    private Path mot;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write the table (standard output).")
    private Path out;

    int run(Settings settings) {
        CommandEnd.keepQuiet();
        CancelToken cancel = new CancelToken();
        Runtime.getRuntime().addShutdownHook(new Thread(cancel::cancel, "lectern-interrupted"));
        try {
            Map<String, Truth> known = known();
            String table = evaluate(known, settings, cancel);
            if (out == null) {
                System.out.print(table);
                System.out.flush();
            } else {
                Files.writeString(out, table);
            }
            return Lectern.Exit.OK;
        } catch (InvalidTruth e) {
            return CommandEnd.complain(Lectern.Exit.USAGE, e.getMessage());
        } catch (TaskFailure e) {
            LOG.debug("evaluation failed", e);
            return CommandEnd.of(e);
        } catch (IOException e) {
            LOG.debug("evaluation failed", e);
            return CommandEnd.complain(Lectern.Exit.FAILED, "A file could not be written: " + e.getMessage());
        } catch (StartFailure e) {
            return CommandEnd.complain(Lectern.Exit.FAILED, e.getMessage());
        }
    }

    /** All truths by the names of their files, so that a mistake in the last one is told before the first is worked on. */
    private Map<String, Truth> known() throws InvalidTruth {
        Map<String, Truth> known = new LinkedHashMap<>();
        for (Path file : truths) {
            Truth truth = Truth.read(file);
            if (!Files.isRegularFile(truth.recording()) || !Files.isReadable(truth.recording())) {
                throw InvalidTruth.withoutRecording(file, truth.recording());
            }
            String name = file.getFileName().toString().replaceFirst(ENDING, "");
            if (known.put(name, truth) != null) {
                throw InvalidTruth.twice(name);
            }
        }
        return known;
    }

    private String evaluate(Map<String, Truth> known, Settings settings, CancelToken cancel)
            throws TaskFailure, IOException, StartFailure {
        FfmpegBinaries binaries = Parts.ffmpeg(settings.hardware());
        Path folder = detections == null ? Files.createTempDirectory("lectern-evaluate") : detections;
        try (DetectorModel model = Parts.detector(settings)) {
            DirectRun run = new DirectRun(Steps.of(binaries, model), settings.workers());
            DetectionCache cache = new DetectionCache(run, model.sha256(), folder.toAbsolutePath());
            Table table = new Table();
            MotFiles files = mot == null ? null : new MotFiles(mot);
            for (Map.Entry<String, Truth> one : known.entrySet()) {
                new Prober(binaries).look(one.getValue().recording());
                DetectionCache.Seen seen = seen(cache, one.getValue(), settings, cancel);
                for (Follower follower : Follower.all()) {
                    Followed followed = follower.follow(seen.inspection(), seen.frames());
                    table.add(one.getKey(), follower.name(), Evaluation.of(one.getValue(), followed));
                    if (files != null) {
                        files.write(one.getKey(), follower.name(), one.getValue(), followed);
                    }
                }
            }
            return table.toString();
        } finally {
            if (detections == null) {
                DataSweep.delete(folder);
            }
        }
    }

    private static DetectionCache.Seen seen(DetectionCache cache, Truth truth, Settings settings, CancelToken cancel)
            throws TaskFailure {
        String name = truth.recording().getFileName().toString();
        try (ProgressLines progress = ProgressLines.on(System.err, name)) {
            return cache.of(truth.recording(), settings.parameters(), cancel, progress::report);
        }
    }
}
