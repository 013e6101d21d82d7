package dev.lectern.media;

import dev.lectern.job.CancelToken;
import dev.lectern.job.Inspection;
import dev.lectern.job.TaskFailure;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a small picture of a part of one moment of a recording. Thread safe. */
public final class CutOut {

    private static final Logger LOG = LoggerFactory.getLogger(CutOut.class);
    /** The longer side in pixels. */
    private static final int LONGEST = 240;
    /** What is to be seen around the part, in its own sizes. */
    private static final double MARGIN = 0.15;
    /** A key picture may be minutes before the moment. */
    private static final Limits LIMITS =
            new Limits(Duration.ofSeconds(40), Duration.ofSeconds(40), 3 * Limits.GIB, 40, Limits.GIB);

    private final FfmpegBinaries binaries;

    public CutOut(FfmpegBinaries binaries) {
        this.binaries = Objects.requireNonNull(binaries);
    }

    /**
     * A part of an upright picture, in fractions of it.
     *
     * @param x left edge
     * @param y upper edge
     * @param w width, above 0
     * @param h height, above 0
     */
    public record Part(double x, double y, double w, double h) {

        Part withMargin() {
            double dx = w * MARGIN;
            double dy = h * MARGIN;
            double left = Math.max(0, x - dx);
            double top = Math.max(0, y - dy);
            return new Part(left, top, Math.min(1, x + w + dx) - left, Math.min(1, y + h + dy) - top);
        }
    }

    /**
     * Makes the picture.
     *
     * @param playable the version for browsers; a recording that cannot be read from the middle is not looked at itself if there is one
     * @param tMs the moment, in milliseconds from the start of the recording
     * @return a JPEG, upright, {@value #LONGEST} pixels on its longer side; empty if it could not be decoded
     * @throws TaskFailure only if interrupted
     */
    public Optional<byte[]> of(
            Path recording, Path playable, Inspection inspection, long tMs, Part part, CancelToken cancel)
            throws TaskFailure {
        Part shown = part.withMargin();
        double width = shown.w() * inspection.width();
        double height = shown.h() * inspection.height();
        double scale = LONGEST / Math.max(width, height);
        BufferedImage picture = new BufferedImage(
                (int) Math.max(2, Math.round(width * scale)),
                (int) Math.max(2, Math.round(height * scale)),
                BufferedImage.TYPE_3BYTE_BGR);
        byte[] pixels = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        List<String> arguments = new ArrayList<>(List.of("-nostdin", "-hide_banner", "-v", "error"));
        arguments.addAll(List.of("-filter_threads", "1", "-max_error_rate", "1", "-threads", "1"));
        if (tMs > 0) {
            // Times are rounded to milliseconds: a moment earlier, so that it is not the next picture.
            arguments.addAll(List.of("-ss", Cells.number((tMs - 1) / 1000.0)));
        }
        arguments.addAll(List.of("-an", "-sn", "-dn"));
        boolean other = !inspection.exactSeek() && Files.exists(playable);
        arguments.addAll(SafeInput.arguments(other ? playable : recording));
        arguments.addAll(List.of("-map", other ? "0:v:0" : "0:" + inspection.videoStream(), "-frames:v", "1"));
        arguments.addAll(List.of("-vf", filter(shown, picture.getWidth(), picture.getHeight())));
        arguments.addAll(List.of("-c:v", "rawvideo", "-pix_fmt", "bgr24", "-f", "rawvideo", "pipe:1"));
        try (MediaProcess process = MediaProcess.start(binaries, binaries.ffmpeg(), arguments, LIMITS, cancel)) {
            if (process.output().readNBytes(pixels, 0, pixels.length) < pixels.length) {
                cancel.check();
                return Optional.empty();
            }
            DecodedPictures.add(1);
            return Optional.ofNullable(Thumbnailer.jpeg(picture));
        } catch (IOException e) {
            cancel.check();
            return Optional.empty();
        } catch (TaskFailure e) {
            cancel.check();
            LOG.info("no picture at {} ms of {}", tMs, recording.getFileName(), e);
            return Optional.empty();
        }
    }

    private static String filter(Part part, int width, int height) {
        return String.format(
                Locale.ROOT,
                "crop=w='max(2,iw*%.5f)':h='max(2,ih*%.5f)':x='iw*%.5f':y='ih*%.5f',scale=%d:%d:flags=area",
                part.w(),
                part.h(),
                part.x(),
                part.y(),
                width,
                height);
    }
}
