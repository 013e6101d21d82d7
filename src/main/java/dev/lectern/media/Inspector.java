package dev.lectern.media;

import dev.lectern.job.Inspection;
import dev.lectern.job.Playability;
import dev.lectern.job.StepContext;
import dev.lectern.job.Survey;
import dev.lectern.job.TaskFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a recording once, packet by packet without decoding, and says what is in it. Of several streams of pictures it takes the one
 * that a player shows: the first that is marked as default, else the first; cover pictures do not count. Thread safe.
 */
public final class Inspector {

    private static final Logger LOG = LoggerFactory.getLogger(Inspector.class);

    /**
     * Reading a segment begins at the key picture before it. Where those are farther apart, what all segments together decode for
     * nothing would grow with the square of the length, so that the recording is better read in one go.
     */
    private static final double LONGEST_WAY_FROM_KEY_SECONDS = 120;

    /** A recording that starts further from 0 has strange times. */
    private static final double SANE_START_SECONDS = 2;

    private final FfmpegBinaries binaries;

    public Inspector(FfmpegBinaries binaries) {
        this.binaries = Objects.requireNonNull(binaries);
    }

    /**
     * Inspects a recording. Memory does not grow with its length.
     *
     * @throws TaskFailure permanent, with a sentence for the teacher, if it cannot be processed; interrupted if cancelled
     */
    public Inspection inspect(Path file, StepContext context) throws TaskFailure {
        FileInfo info = new FileInfoReader(binaries).read(file, context.cancel());
        VideoStream video = Checks.picturesOf(info);
        PacketTimes times = packets(file, info, video, context);
        if (times.pictures() == 0 || times.last() < 0) {
            throw TaskFailure.permanent(Sentences.NO_PICTURES);
        }
        Bounds.checkRate(1 / times.meanInterval());
        context.progress(1);
        Mp4Layout layout = info.isMp4Family() ? Mp4Layout.of(file) : Mp4Layout.NONE;
        Playability playability = Browsers.playability(info, video, layout, times);
        return new Inspection(
                video.uprightWidth(),
                video.uprightHeight(),
                video.codedWidth(),
                video.codedHeight(),
                video.rotation(),
                1 / times.meanInterval(),
                times.variable(),
                ms(times.end(0)),
                ms(times.last()),
                times.pictures(),
                info.container(),
                video.index(),
                video.codec(),
                video.pixelFormat(),
                info.audioCodec(),
                video.interlaced(),
                exactSeek(info, times),
                playability,
                Survey.UNNEEDED,
                Browsers.needsNewPictures(info, video, playability));
    }

    private static boolean exactSeek(FileInfo info, PacketTimes times) {
        return (info.isMatroska() || info.isMp4Family())
                && times.sane()
                && times.farthestFromKey() <= LONGEST_WAY_FROM_KEY_SECONDS
                && Math.abs(info.startSeconds()) <= SANE_START_SECONDS
                && times.first() >= -0.001
                && times.first() <= SANE_START_SECONDS;
    }

    private PacketTimes packets(Path file, FileInfo info, VideoStream video, StepContext context) throws TaskFailure {
        List<String> arguments = new ArrayList<>(List.of("-hide_banner", "-v", "error", "-of", "csv=p=0"));
        arguments.addAll(List.of("-select_streams", Integer.toString(video.index())));
        arguments.addAll(List.of("-show_entries", "packet=pts_time,dts_time,duration_time,flags"));
        arguments.addAll(SafeInput.arguments(file));
        PacketTimes times = new PacketTimes();
        try (MediaProcess process =
                        MediaProcess.start(binaries, binaries.ffprobe(), arguments, Limits.WHOLE, context.cancel());
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(process.output(), StandardCharsets.US_ASCII))) {
            process.expectProgress();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split(",");
                if (fields.length < 4) {
                    continue;
                }
                double pts = seconds(fields[0]) - info.startSeconds();
                double duration = seconds(fields[2]);
                if (fields[3].contains("K")) {
                    times.keyFollows();
                }
                times.add(
                        pts,
                        seconds(fields[1]) - info.startSeconds(),
                        Double.isNaN(duration) ? 0 : duration,
                        fields[3].contains("D"));
                Bounds.checkLength(times.last());
                process.expectProgress();
                if (info.headerSeconds() > 0 && pts > 0) {
                    context.progress(Math.min(1, pts / info.headerSeconds()));
                }
            }
            int code = process.await();
            if (code != 0 && times.pictures() == 0) {
                LOG.info("refused {}: exit code {}, {}", file.getFileName(), code, process.complaint());
                throw TaskFailure.permanent(Sentences.DAMAGED);
            }
        } catch (IOException e) {
            context.cancel().check();
            throw TaskFailure.transientFault("Reading the recording broke off", e);
        }
        times.end();
        return times;
    }

    private static double seconds(String text) {
        return text.isEmpty() || text.equals("N/A") ? Double.NaN : Double.parseDouble(text);
    }

    private static long ms(double seconds) {
        return Math.max(0, Math.round(seconds * 1000));
    }
}
