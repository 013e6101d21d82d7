package dev.lectern.media;

import dev.lectern.job.Inspection;
import dev.lectern.job.Piece;
import dev.lectern.job.PiecePlan;
import dev.lectern.job.StepContext;
import dev.lectern.job.TaskFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encodes one {@link Piece} of a recording, as {@link Transcoder} would encode it in one go: the same pictures or the same sound, at
 * the same times, with the same settings. Thread safe.
 *
 * <p>A piece never is nothing: where the recording has no pictures for so long it is a packet that players skip. And where ffmpeg
 * cannot make a piece on its own, it says so in the place of one, so that the recording is converted in one go; or, if it is the sound,
 * so that this is seen to when the pictures are joined.
 */
public final class PieceEncoder {

    private static final Logger LOG = LoggerFactory.getLogger(PieceEncoder.class);

    /** A packet of a transport stream (ISO/IEC 13818-1, 2.4.3.3). */
    private static final int PACKET_BYTES = 188;

    private static final byte[] NULL_PACKET_HEADER = {0x47, 0x1f, (byte) 0xff, 0x10};
    private static final byte[] UNABLE = "not on its own\n".getBytes(StandardCharsets.US_ASCII);

    private final FfmpegBinaries binaries;

    public PieceEncoder(FfmpegBinaries binaries) {
        this.binaries = Objects.requireNonNull(binaries);
    }

    /**
     * Writes {@code out}, which is to be thrown away when this throws.
     *
     * @param recording the file
     * @param inspection of that recording, for which there is a {@link PiecePlan}
     * @param piece one of that plan
     * @throws TaskFailure interrupted if cancelled, transient if something around it failed
     */
    public void encode(Path recording, Inspection inspection, Piece piece, Path out, StepContext context)
            throws TaskFailure {
        List<String> arguments = piece.sound()
                ? PieceCommands.sound(recording, out)
                : PieceCommands.encode(Conversion.ofPieces(inspection), recording, piece, out);
        double seconds = Math.max(1, inspection.durationMs()) / 1000.0;
        double length = Math.max(1, Math.min(piece.endSeconds(), seconds) - piece.startSeconds());
        double pictures = Math.max(1, inspection.pictures() * length / seconds);
        ConversionRun run = ConversionRun.of(
                binaries,
                arguments,
                ConversionRun.limits(recording, inspection),
                context,
                reached -> context.progress(Math.max(
                        0, Math.min(1, piece.sound() ? reached.seconds() / length : reached.pictures() / pictures))));
        run.checkRoom();
        try {
            if (!run.succeeded()) {
                LOG.info("{} of {} failed: {}", piece, recording.getFileName(), run);
                Files.write(out, UNABLE);
            } else if (Files.notExists(out) || Files.size(out) == 0) {
                Files.write(out, piece.sound() ? UNABLE : nullPacket());
            }
        } catch (IOException e) {
            throw TaskFailure.transientFault(Sentences.NO_ROOM, e);
        }
    }

    /** Whether a piece is one that can be joined with others. */
    static boolean joinable(Path piece) throws TaskFailure {
        try {
            return Files.size(piece) >= PACKET_BYTES;
        } catch (IOException e) {
            throw TaskFailure.transientFault("A piece of the video could not be read", e);
        }
    }

    private static byte[] nullPacket() {
        byte[] packet = Arrays.copyOf(NULL_PACKET_HEADER, PACKET_BYTES);
        Arrays.fill(packet, NULL_PACKET_HEADER.length, PACKET_BYTES, (byte) 0xff);
        return packet;
    }
}
