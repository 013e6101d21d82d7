package dev.lectern.media;

import dev.lectern.job.CancelToken;
import dev.lectern.job.Segment;
import dev.lectern.job.TaskFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tries hardware on a clip of a second, made here: it must give the very pictures that software gives, and not complain. */
final class DecoderTrial implements AutoCloseable {

    private static final String PICTURES = "testsrc2=size=640x360:rate=10:duration=1,format=yuv420p[v]";
    private static final int WIDTH = 416;
    private static final int HEIGHT = 234;
    /** Tells which decoder was chosen, and of each line how grave it is. */
    private static final String VERBOSITY = "level+verbose";

    private static final String CHOSEN = "because of requested hwaccel method ";
    private static final List<String> GRAVE = List.of("[error] ", "[fatal] ", "[panic] ");

    /** Has no more to say than a number; the line after it says what that means. */
    private static final String NUMBER_ONLY = "Device creation failed";

    private final FfmpegBinaries programs;
    private final Path folder;
    private final FrameCommand command;
    private final byte[] expected;

    private DecoderTrial(FfmpegBinaries programs, Path folder) throws TaskFailure, IOException {
        this.programs = programs;
        this.folder = folder;
        Path clip = folder.resolve("clip.mp4");
        make(clip);
        command = new FrameCommand(clip, 0, true, new Segment(0, 0, Segment.OPEN, 5), WIDTH, HEIGHT, true);
        expected = decode(Optional.empty()).frames();
    }

    static DecoderTrial begin(FfmpegBinaries programs) throws TaskFailure, IOException {
        Path folder = ScratchFolders.make("decoder");
        try {
            return new DecoderTrial(programs, folder);
        } catch (TaskFailure | IOException | RuntimeException e) {
            ScratchFolders.delete(folder);
            throw e;
        }
    }

    private record Decoded(int code, byte[] frames, List<String> said) {}

    /** Why this hardware is of no use, without a full stop; empty if it is. */
    Optional<String> objection(String hardware) {
        try {
            Decoded decoded = decode(Optional.of(hardware));
            Optional<String> grave = decoded.said().stream()
                    .flatMap(line -> GRAVE.stream()
                            .filter(line::contains)
                            .map(level -> line.substring(line.indexOf(level) + level.length())))
                    .filter(said -> !said.startsWith(NUMBER_ONLY))
                    .findFirst();
            if (grave.isPresent()) {
                return Optional.of(grave.get().strip().replaceFirst("\\.$", ""));
            }
            if (decoded.code() != 0) {
                return Optional.of("ffmpeg ended with " + decoded.code());
            }
            if (decoded.said().stream().noneMatch(line -> line.contains(CHOSEN + hardware))) {
                return Optional.of("it decodes no H.264");
            }
            return Arrays.equals(decoded.frames(), expected)
                    ? Optional.empty()
                    : Optional.of("its pictures are not those that software gives");
        } catch (TaskFailure | IOException e) {
            return Optional.of(e.getMessage().replaceFirst("\\.$", ""));
        }
    }

    private void make(Path clip) throws TaskFailure, IOException {
        List<String> arguments = List.of(
                "-nostdin",
                "-v",
                "error",
                "-filter_complex",
                PICTURES,
                "-map",
                "[v]",
                "-c:v",
                "libopenh264",
                "-b:v",
                "1M",
                "-f",
                "mp4",
                "file:" + clip);
        try (MediaProcess process =
                MediaProcess.start(programs, programs.ffmpeg(), arguments, Limits.QUICK, new CancelToken())) {
            if (process.await() != 0) {
                throw new IOException("no clip could be made: " + process.complaint());
            }
        }
    }

    private Decoded decode(Optional<String> hardware) throws TaskFailure, IOException {
        List<String> said = new CopyOnWriteArrayList<>();
        Limits limits = hardware.isPresent() ? Limits.QUICK.withDevice() : Limits.QUICK;
        try (MediaProcess process = MediaProcess.start(
                programs,
                programs.ffmpeg(),
                command.arguments(hardware, VERBOSITY, new FrameTimes()),
                limits,
                new CancelToken(),
                said::add,
                () -> {})) {
            byte[] frames = process.output().readAllBytes();
            return new Decoded(process.await(), frames, said);
        }
    }

    @Override
    public void close() {
        ScratchFolders.delete(folder);
    }
}
