package dev.lectern.media;

import dev.lectern.job.Inspection;
import dev.lectern.job.Segment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What ffmpeg is told to give the frames of a segment as raw pictures.
 *
 * @param stream index of the pictures in the file
 * @param exactSeek whether the file can be read from the middle
 * @param width of the frames in pixels, at least 1
 * @param height of the frames in pixels, at least 1
 * @param scaled whether pictures have another size than frames
 */
record FrameCommand(Path file, int stream, boolean exactSeek, Segment segment, int width, int height, boolean scaled) {

    /** Seeking this much earlier than needed costs little, and no picture near the start of a segment is missed. */
    private static final double SEEK_MARGIN_SECONDS = 0.5;

    FrameCommand {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("frames of " + width + "x" + height);
        }
    }

    static FrameCommand of(Path file, Inspection inspection, Segment segment, int width, int height) {
        boolean scaled = width != inspection.width() || height != inspection.height();
        return new FrameCommand(file, inspection.videoStream(), inspection.exactSeek(), segment, width, height, scaled);
    }

    int frameBytes() {
        return Math.multiplyExact(Math.multiplyExact(width, height), 3);
    }

    /**
     * The command without the program.
     *
     * @param hardware what decodes, as ffmpeg calls it; empty for software
     * @param verbosity what is said on standard error beside the times
     */
    List<String> arguments(Optional<String> hardware, String verbosity, FrameTimes times) {
        List<String> arguments = new ArrayList<>(List.of("-nostdin", "-hide_banner", "-v", verbosity));
        arguments.addAll(List.of("-filter_threads", "1", "-max_error_rate", "1", "-copyts", "-start_at_zero"));
        double seek = segment.startSeconds() - SEEK_MARGIN_SECONDS;
        if (exactSeek && seek > 0) {
            arguments.addAll(List.of("-noaccurate_seek", "-ss", Cells.number(seek)));
        }
        arguments.addAll(List.of("-threads", "1", "-an", "-sn", "-dn"));
        hardware.ifPresent(name -> arguments.addAll(HardwareDecoders.options(name)));
        arguments.addAll(hardware.isPresent() ? SafeInput.onHardware(file) : SafeInput.arguments(file));
        arguments.addAll(List.of("-map", "0:" + stream));
        arguments.addAll(List.of("-vf", Cells.filter(segment) + ",scale=" + width + ":" + height + ":flags=bilinear"));
        arguments.addAll(List.of(times.options()));
        arguments.addAll(List.of("-c:v", "rawvideo", "-pix_fmt", "bgr24", "-f", "rawvideo", "pipe:1"));
        return arguments;
    }
}
