package dev.lectern;

import dev.lectern.config.Settings;
import dev.lectern.detect.DetectorModel;
import dev.lectern.job.CancelToken;
import dev.lectern.job.TaskFailure;
import dev.lectern.media.FfmpegBinaries;
import dev.lectern.media.Prober;
import dev.lectern.pipeline.DirectRun;
import dev.lectern.pipeline.Steps;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The pipeline over one file, without server or queue. Its output is the body that the service would answer with. */
@Command(
        name = "process",
        mixinStandardHelpOptions = true,
        versionProvider = Lectern.Version.class,
        description = "Processes one recording and writes its result, the same that the service gives.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The result was written.",
            "1:The recording cannot be processed.",
            "2:The command line or the settings are wrong.",
            "3:Something else failed.",
            "130:It was interrupted."
        })
final class ProcessCommand {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessCommand.class);

    @Parameters(paramLabel = "FILE", description = "The recording.")
    private Path file;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write the result, as JSON (standard output).")
    private Path out;

    int run(Settings settings) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            return CommandEnd.complain(Lectern.Exit.USAGE, "There is no file " + file + " that can be read.");
        }
        CommandEnd.keepQuiet();
        CancelToken cancel = new CancelToken();
        Thread onInterrupt = new Thread(cancel::cancel, "lectern-interrupted");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        try {
            write(process(settings, cancel));
            return Lectern.Exit.OK;
        } catch (TaskFailure e) {
            LOG.debug("processing failed", e);
            return CommandEnd.of(e);
        } catch (IOException e) {
            LOG.debug("processing failed", e);
            return CommandEnd.complain(Lectern.Exit.FAILED, "A file could not be written: " + e.getMessage());
        } catch (StartFailure e) {
            return CommandEnd.complain(Lectern.Exit.FAILED, e.getMessage());
        }
    }

    private byte[] process(Settings settings, CancelToken cancel) throws TaskFailure, IOException, StartFailure {
        Path source = file.toAbsolutePath();
        FfmpegBinaries binaries = Parts.ffmpeg(settings.hardware());
        new Prober(binaries).look(source);
        Path folder = Files.createTempDirectory("lectern-process");
        try (DetectorModel model = Parts.detector(settings);
                ProgressLines progress =
                        ProgressLines.on(System.err, file.getFileName().toString())) {
            DirectRun run = new DirectRun(Steps.of(binaries, model), settings.workers());
            return run.run(source, folder, settings.parameters(), cancel, progress::report);
        } finally {
            DataSweep.delete(folder);
        }
    }

    /** Writes the result whole or not at all. */
    private void write(byte[] gzipped) throws IOException {
        if (out == null) {
            writeTo(System.out, gzipped);
            System.out.flush();
            return;
        }
        Path target = out.toAbsolutePath();
        Path part =
                Files.createTempFile(target.getParent(), target.getFileName().toString(), ".part");
        try (OutputStream stream = Files.newOutputStream(part)) {
            writeTo(stream, gzipped);
        }
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void writeTo(OutputStream stream, byte[] gzipped) throws IOException {
        new GZIPInputStream(new ByteArrayInputStream(gzipped)).transferTo(stream);
    }
}
