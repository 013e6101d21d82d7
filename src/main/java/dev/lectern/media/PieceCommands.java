package dev.lectern.media;

import dev.lectern.job.Piece;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What ffmpeg is told to encode a {@link Piece}, and to join all of them. A piece of pictures is an MPEG transport stream, because two
 * of those one after the other are one, without a list of files for ffmpeg to follow; its times are those of the recording, and so are
 * those of the whole. The sound is an MP4, because that holds what the encoder says of it as it will stand in the whole: the samples
 * that come before the first one, and how long the last packet is.
 */
final class PieceCommands {

    /** Seeking this much earlier than needed costs little, and no picture near the start of a piece is missed. */
    private static final double SEEK_MARGIN_SECONDS = 0.5;
    /** Pictures come in order of time, so that little more than the piece needs to be read. */
    private static final double END_MARGIN_SECONDS = 0.2;
    /** Pieces begin and end where cells of this grid do, with the same allowance: each picture is in exactly one. */
    private static final String CELL = "floor(t*60+1e-6)";

    private static final int CELLS_PER_SECOND = 60;

    /** The first stream of sound is the one that is heard, see {@link FileInfo#audioStream()}. */
    private static final String FIRST_SOUND = "a:0";

    /** Units of time in which an MP4 says when its sound begins: a multiple of all rates of AAC, so that nothing is rounded. */
    private static final String SOUND_TIMESCALE = "28224000";

    private static final List<String> COPIED_PICTURES = List.of("-map", "0:v", "-c:v", "copy");

    private PieceCommands() {}

    /** Encodes the sound, as it is encoded together with the pictures. */
    static List<String> sound(Path recording, Path out) {
        List<String> arguments = new ArrayList<>(Conversion.BEGINNING);
        arguments.addAll(Conversion.PROGRESS);
        arguments.addAll(List.of("-threads", "1", "-vn", "-sn", "-dn"));
        arguments.addAll(SafeInput.arguments(recording));
        arguments.addAll(Conversion.encodedSound("0:" + FIRST_SOUND));
        arguments.addAll(List.of("-map_metadata", "-1", "-map_chapters", "-1"));
        arguments.addAll(List.of("-movie_timescale", SOUND_TIMESCALE, "-f", "mp4", "file:" + out.toAbsolutePath()));
        return arguments;
    }

    /** Encodes the pictures of one piece. */
    static List<String> encode(Conversion conversion, Path recording, Piece piece, Path out) {
        List<String> arguments = new ArrayList<>(Conversion.BEGINNING);
        arguments.addAll(Conversion.PROGRESS);
        arguments.addAll(List.of("-copyts", "-start_at_zero"));
        if (piece.startSeconds() > 0) {
            arguments.addAll(
                    List.of("-noaccurate_seek", "-ss", Cells.number(piece.startSeconds() - SEEK_MARGIN_SECONDS)));
        }
        arguments.addAll(List.of("-threads", "1", "-an", "-sn", "-dn"));
        arguments.addAll(SafeInput.arguments(recording));
        arguments.addAll(List.of("-map", "0:" + conversion.videoStream()));
        arguments.addAll(conversion.encoder(pictures(piece) + conversion.filter()));
        arguments.addAll(List.of("-map_metadata", "-1", "-map_chapters", "-1"));
        // Left alone, this muxer moves times to make room for the clock of a broadcast.
        arguments.addAll(List.of("-mpegts_copyts", "1", "-muxdelay", "0", "-muxpreload", "0"));
        // So that whoever reads one after the other does not take what begins anew for something lost.
        arguments.addAll(List.of("-mpegts_flags", "+initial_discontinuity"));
        arguments.addAll(List.of("-f", "mpegts", "file:" + out.toAbsolutePath()));
        return arguments;
    }

    private static String pictures(Piece piece) {
        StringBuilder filter = new StringBuilder();
        if (!piece.open()) {
            // Ends the reading; select alone would go on decoding to the end of the file.
            filter.append("trim=end=")
                    .append(Cells.number(piece.endSeconds() + END_MARGIN_SECONDS))
                    .append(",select='lt(")
                    .append(CELL)
                    .append(',')
                    .append(piece.endSeconds() * CELLS_PER_SECOND)
                    .append(")',");
        }
        if (piece.startSeconds() > 0) {
            filter.append("select='gte(")
                    .append(CELL)
                    .append(',')
                    .append(piece.startSeconds() * CELLS_PER_SECOND)
                    .append(")',");
        }
        return filter.toString();
    }

    /** Makes one video of pieces that are written to its standard input one after the other, and of the encoded sound. */
    static List<String> join(Conversion conversion, Path sound, Path out) {
        List<String> arguments = joined();
        arguments.addAll(SafeInput.arguments(sound, "mov", "aac"));
        arguments.addAll(COPIED_PICTURES);
        arguments.addAll(Conversion.copiedSound("1:" + FIRST_SOUND));
        arguments.addAll(conversion.container(out));
        return arguments;
    }

    /**
     * Makes one video of such pieces, and of the sound of the recording.
     *
     * @param startSeconds where the times of the recording begin, see {@link FileInfo#startSeconds()}
     */
    static List<String> join(Conversion conversion, Path recording, double startSeconds, Path out) {
        List<String> arguments = joined();
        if (conversion.audioStream() >= 0) {
            arguments.addAll(List.of("-itsoffset", Cells.number(0 - startSeconds)));
            arguments.addAll(List.of("-threads", "1", "-vn", "-sn", "-dn"));
            arguments.addAll(SafeInput.arguments(recording));
        }
        arguments.addAll(COPIED_PICTURES);
        arguments.addAll(conversion.sound(1));
        arguments.addAll(conversion.container(out));
        return arguments;
    }

    private static List<String> joined() {
        List<String> arguments = new ArrayList<>(Conversion.BEGINNING);
        // Times as they are: a long pause between two pictures is none to be mended.
        arguments.addAll(List.of("-copyts", "-protocol_whitelist", "pipe", "-codec_whitelist", "h264"));
        arguments.addAll(List.of("-f", "mpegts", "-i", "pipe:0"));
        return arguments;
    }
}
