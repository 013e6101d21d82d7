package dev.lectern.media;

import dev.lectern.job.CancelToken;
import dev.lectern.job.TaskFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A quick look at an uploaded file: is it a film at all? Reads the header and decodes one picture. Thread safe. */
public final class Prober {

    private static final Logger LOG = LoggerFactory.getLogger(Prober.class);

    private final FfmpegBinaries binaries;

    public Prober(FfmpegBinaries binaries) {
        this.binaries = Objects.requireNonNull(binaries);
    }

    /**
     * Returns if at least one picture of the file can be decoded; takes at most some seconds.
     *
     * @throws TaskFailure permanent, with a sentence for the teacher, if this is not a film that can be processed
     */
    public void look(Path file) throws TaskFailure {
        look(file, new CancelToken());
    }

    /** As {@link #look(Path)}, and ends soon when cancelled. */
    public void look(Path file, CancelToken cancel) throws TaskFailure {
        FileInfo info = new FileInfoReader(binaries).read(file, cancel);
        VideoStream video = Checks.picturesOf(info);
        List<String> arguments = new ArrayList<>(List.of("-nostdin", "-hide_banner", "-v", "error", "-threads", "1"));
        arguments.addAll(SafeInput.arguments(file));
        arguments.addAll(List.of("-map", "0:" + video.index(), "-frames:v", "1", "-f", "framecrc", "pipe:1"));
        try (MediaProcess process = MediaProcess.start(binaries, binaries.ffmpeg(), arguments, Limits.QUICK, cancel)) {
            process.expectProgress();
            boolean picture = new String(process.output().readNBytes(1 << 16), StandardCharsets.UTF_8)
                    .lines()
                    .anyMatch(line -> !line.isBlank() && !line.startsWith("#"));
            int code = process.await();
            if (!picture) {
                LOG.info("refused {}: exit code {}, {}", file.getFileName(), code, process.complaint());
                throw TaskFailure.permanent(Sentences.DAMAGED);
            }
        } catch (IOException e) {
            throw TaskFailure.permanent(Sentences.DAMAGED, e);
        }
    }
}
