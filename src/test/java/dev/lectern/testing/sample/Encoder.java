package dev.lectern.testing.sample;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.javacpp.Loader;

/**
 * Makes a recording of drawn pictures.
 *
 * @param program an ffmpeg that knows libopenh264
 * @param environment variables that it needs
 */
record Encoder(Path program, Map<String, String> environment) {

    /** The bundled ffmpeg, or the one that the system property {@code lectern.ffmpeg} names. */
    static Encoder given() {
        String given = System.getProperty("lectern.ffmpeg");
        return new Encoder(Path.of(given == null ? Loader.load(ffmpeg.class) : given), Map.of());
    }

    /** Draws all pictures of a recording, each as rows of blue, green and red. */
    interface Drawing {
        void to(OutputStream pictures) throws IOException;
    }

    void encode(Path output, int framesPerSecond, double seconds, String title, Drawing drawing)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command(output, framesPerSecond, seconds, title))
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        Process encoder = builder.start();
        try (OutputStream pictures = new BufferedOutputStream(encoder.getOutputStream(), 1 << 20)) {
            drawing.to(pictures);
        }
        if (encoder.waitFor() != 0) {
            throw new IOException("ffmpeg ended with " + encoder.exitValue());
        }
    }

    /**
     * Raw pictures come in through the pipe; the sound is the faint murmur of a room, made by ffmpeg. One quantiser for
     * all: with a target rate the encoder blurs the first seconds and leaves red specks where she walked.
     */
    private List<String> command(Path output, int framesPerSecond, double seconds, String title) {
        String size = LectureRoom.WIDTH + "x" + LectureRoom.HEIGHT;
        String murmur = "anoisesrc=color=brown:amplitude=0.03:seed=7:sample_rate=44100:duration=" + seconds;
        String input = "-f rawvideo -pixel_format bgr24 -framerate " + framesPerSecond + " -video_size " + size;
        String video =
                "-c:v libopenh264 -profile:v high -b:v 3M -qmin 24 -qmax 24 -g 125 -color_range tv -colorspace bt709"
                        + " -color_primaries bt709 -color_trc bt709";
        String rest = "-c:a aac -ac 1 -b:a 32k -fflags +bitexact -flags +bitexact -movflags +faststart -y";
        return Stream.of(
                        List.of(program.toString(), "-v", "error"),
                        words(input),
                        List.of("-i", "pipe:0", "-f", "lavfi", "-i", murmur),
                        List.of("-vf", "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p"),
                        words(video),
                        words(rest),
                        List.of("-metadata", "title=" + title, output.toString()))
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> words(String text) {
        return List.of(text.split(" "));
    }
}
