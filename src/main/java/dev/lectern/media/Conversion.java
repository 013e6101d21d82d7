package dev.lectern.media;

import dev.lectern.job.Inspection;
import dev.lectern.job.PiecePlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One way to make a file playable.
 *
 * @param encodeVideo whether pictures are encoded again
 * @param encodeAudio whether sound is encoded again
 * @param videoStream index
 * @param audioStream index, or -1 to leave sound out
 * @param filter for the pictures that are encoded again
 * @param bitsPerSecond for the pictures that are encoded again
 * @param timescale units of time per second
 */
record Conversion(
        boolean encodeVideo,
        boolean encodeAudio,
        int videoStream,
        int audioStream,
        String filter,
        long bitsPerSecond,
        int timescale) {

    static final List<String> BEGINNING =
            List.of("-nostdin", "-hide_banner", "-v", "error", "-y", "-max_error_rate", "1", "-filter_threads", "1");
    static final List<String> PROGRESS = List.of("-progress", "pipe:1", "-stats_period", "0.5");

    /** Pictures larger than this are made smaller: the player of the dashboard shows no more, and it saves hours. */
    private static final int LONG_SIDE = 1920;

    private static final int SHORT_SIDE = 1080;
    /** The encoder takes no smaller picture. */
    private static final int LEAST_SIDE = 16;

    /** A multiple of all usual frame rates. */
    private static final int TIMESCALE = 90_000;
    /** A gap of more than 2^31 units cannot be written. */
    private static final int COARSE_TIMESCALE = 10_000;

    private static final double MAX_FPS = 60;
    static final long AUDIO_BITS = 128_000;

    /** What to try, the least lossy first. */
    static List<Conversion> attempts(FileInfo info, Inspection inspection) {
        VideoStream video = info.video().orElseThrow();
        boolean copyVideo = !Browsers.needsNewPictures(info, video, inspection.playability());
        boolean copyAudio = Browsers.playsSound(info);
        String filter = filter(inspection);
        long bits = bitsPerSecond(inspection);
        int timescale = inspection.durationMs() < PiecePlan.LONGEST.toMillis() ? TIMESCALE : COARSE_TIMESCALE;
        Set<Conversion> attempts = new LinkedHashSet<>();
        int audio = info.audioStream();
        if (copyVideo) {
            attempts.add(new Conversion(false, !copyAudio, video.index(), audio, filter, bits, timescale));
        }
        attempts.add(new Conversion(true, !copyAudio, video.index(), audio, filter, bits, timescale));
        attempts.add(new Conversion(true, true, video.index(), audio, filter, bits, timescale));
        // Sound that cannot be decoded must not cost the pictures.
        attempts.add(new Conversion(true, true, video.index(), -1, filter, bits, timescale));
        return List.copyOf(attempts);
    }

    /** How the pieces of a recording are encoded, without sound: as its pictures would be in one go. */
    static Conversion ofPieces(Inspection inspection) {
        return new Conversion(
                true, false, inspection.videoStream(), -1, filter(inspection), bitsPerSecond(inspection), TIMESCALE);
    }

    /** The whole command without the program. */
    List<String> arguments(Path in, Path out) {
        List<String> arguments = new ArrayList<>(BEGINNING);
        arguments.addAll(PROGRESS);
        arguments.addAll(List.of("-threads", "1", "-sn", "-dn"));
        arguments.addAll(SafeInput.arguments(in));
        arguments.addAll(List.of("-map", "0:" + videoStream));
        arguments.addAll(encodeVideo ? encoder(filter) : List.of("-c:v", "copy"));
        arguments.addAll(sound(0));
        arguments.addAll(container(out));
        return arguments;
    }

    /** What encodes the pictures that a filter lets through. */
    List<String> encoder(String pictures) {
        List<String> arguments = new ArrayList<>(List.of("-c:v", "libopenh264", "-b:v", Long.toString(bitsPerSecond)));
        arguments.addAll(List.of("-profile:v", "high", "-rc_mode", "bitrate", "-allow_skip_frames", "0"));
        // The t of this expression begins with the first picture that is encoded.
        arguments.addAll(List.of("-threads", "1", "-g", "250", "-force_key_frames", "expr:gte(t,n_forced*4)"));
        arguments.addAll(List.of("-vf", pictures, "-fps_mode", "vfr", "-enc_time_base", "1:" + timescale));
        return arguments;
    }

    /** What makes the sound of the n-th input that of the output. */
    List<String> sound(int input) {
        if (audioStream < 0) {
            return List.of();
        }
        String stream = input + ":" + audioStream;
        return encodeAudio ? encodedSound(stream) : copiedSound(stream);
    }

    /** What encodes a stream of sound. */
    static List<String> encodedSound(String stream) {
        List<String> arguments = new ArrayList<>(List.of("-map", stream, "-c:a", "aac"));
        arguments.addAll(List.of("-b:a", Long.toString(AUDIO_BITS), "-ac", "2", "-af", "aresample=async=1"));
        return arguments;
    }

    /** What takes over a stream of sound as it is. */
    static List<String> copiedSound(String stream) {
        return List.of("-map", stream, "-c:a", "copy");
    }

    /** What makes the output a file that a browser can begin to play before it has all of it. */
    List<String> container(Path out) {
        List<String> arguments = new ArrayList<>(List.of(
                "-map_metadata", "-1", "-map_chapters", "-1", "-video_track_timescale", Integer.toString(timescale)));
        arguments.addAll(List.of("-movflags", "+faststart", "-f", "mp4", "file:" + out.toAbsolutePath()));
        return arguments;
    }

    /** The most that encoded pictures and sound may take, with room for a rate that overshoots. */
    static long maxBytes(Inspection inspection) {
        return 64L * 1024 * 1024
                + (bitsPerSecond(inspection) * 3 + AUDIO_BITS) * (inspection.durationMs() / 1000 + 1) / 8;
    }

    private static String filter(Inspection inspection) {
        int width = inspection.width();
        int height = inspection.height();
        double shrink = Math.min(
                1,
                Math.min((double) LONG_SIDE / Math.max(width, height), (double) SHORT_SIDE / Math.min(width, height)));
        List<String> filters = new ArrayList<>();
        filters.add("select='gte(t,0)'");
        if (inspection.fps() > MAX_FPS + 1) {
            String cell = "floor(t*60+1e-6)";
            filters.add("select='isnan(prev_selected_t)+gt(" + cell + "," + cell.replace("(t*", "(prev_selected_t*")
                    + ")'");
        }
        if (inspection.interlaced()) {
            filters.add("bwdif=mode=send_frame");
        }
        filters.add("scale=" + even(width * shrink) + ":" + even(height * shrink) + ":flags=bicubic");
        filters.add("setsar=1");
        filters.add("format=yuv420p");
        return String.join(",", filters);
    }

    private static int even(double size) {
        return Math.max(LEAST_SIDE, (int) Math.round(size / 2) * 2);
    }

    /** About 3 Mbit/s for 720p at 30 pictures a second: a little more than a lecture needs, as this encoder is a simple one. */
    static long bitsPerSecond(double pixels, double fps) {
        double usual = Math.max(10, Math.min(MAX_FPS, fps));
        return Math.round(Math.max(200_000, Math.min(8_000_000, pixels * Math.sqrt(usual * 30) * 0.11)));
    }

    private static long bitsPerSecond(Inspection inspection) {
        double pixels = Math.min((double) inspection.width() * inspection.height(), (double) LONG_SIDE * SHORT_SIDE);
        return bitsPerSecond(pixels, inspection.fps());
    }
}
