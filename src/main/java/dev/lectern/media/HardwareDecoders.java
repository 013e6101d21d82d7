package dev.lectern.media;

import dev.lectern.job.CancelToken;
import dev.lectern.job.TaskFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hardware that this ffmpeg can decode on: finds out what there is, and what of it works on this machine. */
public final class HardwareDecoders {

    private static final Logger LOG = LoggerFactory.getLogger(HardwareDecoders.class);
    private static final String QSV = "qsv";

    /** By these the operator says where drivers are and which card is used; nothing else of our environment is handed on. */
    private static final List<String> VARIABLES =
            List.of("LIBVA_DRIVERS_PATH", "LIBVA_DRIVER_NAME", "CUDA_VISIBLE_DEVICES");

    private HardwareDecoders() {}

    /**
     * The programs, told to decode what is looked at where the operator wants it.
     *
     * @param wanted {@code software}; one of ffmpeg's hardware accelerations, like {@code vaapi}; or {@code auto} for the first that
     *     works
     * @param environment that of this process
     * @throws UnusableDecoder with a sentence, if it is not known or does not work here
     */
    public static FfmpegBinaries choose(FfmpegBinaries binaries, String wanted, Map<String, String> environment)
            throws UnusableDecoder {
        if (wanted.equals(DecoderChoice.SOFTWARE)) {
            return binaries;
        }
        Map<String, String> variables = new HashMap<>(binaries.environment());
        VARIABLES.stream().filter(environment::containsKey).forEach(name -> variables.put(name, environment.get(name)));
        FfmpegBinaries programs = new FfmpegBinaries(binaries.ffmpeg(), binaries.ffprobe(), variables);
        DecoderChoice choice = choose(programs, wanted);
        if (wanted.equals(DecoderChoice.AUTO)) {
            LOG.info(
                    "pictures are decoded by {}{}",
                    choice.hardware().orElse(DecoderChoice.SOFTWARE),
                    choice.doubts().isEmpty() ? "" : " (" + String.join("; ", choice.doubts()) + ")");
        }
        return choice.hardware().isEmpty()
                ? binaries
                : new FfmpegBinaries(binaries.ffmpeg(), binaries.ffprobe(), variables, choice.hardware());
    }

    private static DecoderChoice choose(FfmpegBinaries programs, String wanted) throws UnusableDecoder {
        try (DecoderTrial trial = DecoderTrial.begin(programs)) {
            return DecoderChoice.of(wanted, known(programs), trial::objection);
        } catch (TaskFailure | IOException e) {
            throw new UnusableDecoder("Hardware decoders could not be tried (" + e.getMessage()
                    + "); LECTERN_DECODER=software always works.");
        }
    }

    /** What {@code -hwaccels} lists: a line that says what it is, then one for each. */
    private static List<String> known(FfmpegBinaries programs) throws TaskFailure, IOException {
        List<String> arguments = List.of("-hide_banner", "-v", "error", "-hwaccels");
        try (MediaProcess process =
                MediaProcess.start(programs, programs.ffmpeg(), arguments, Limits.QUICK, new CancelToken())) {
            String listed = new String(process.output().readAllBytes(), StandardCharsets.UTF_8);
            process.await();
            return listed.lines()
                    .map(String::strip)
                    .filter(line -> line.matches("[a-z0-9_]+"))
                    .toList();
        }
    }

    /** What stands before the input of an ffmpeg that is to decode on this hardware, and to give pictures in memory. */
    static List<String> options(String hardware) {
        List<String> options = new ArrayList<>(List.of("-hwaccel", hardware));
        if (hardware.equals(QSV)) {
            // Of all kinds this one alone would leave them where they are.
            options.addAll(List.of("-hwaccel_output_format", "nv12"));
        }
        return options;
    }
}
