package dev.lectern.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Says of a file that every browser plays it, judged without any code of the product. */
public final class PlayableMp4 {

    private PlayableMp4() {}

    /** Fails unless the file is H.264 of 8 bits and 4:2:0, even sized, with AAC or no sound, index first, and decodes cleanly. */
    public static void check(Path file) throws IOException {
        JsonNode probed = new ObjectMapper()
                .readTree(Clips.run(
                        Clips.BINARIES.ffprobe(),
                        "-v",
                        "error",
                        "-of",
                        "json",
                        "-show_streams",
                        "-show_format",
                        file.toString()));
        assertThat(probed.at("/format/format_name").asText()).contains("mp4");
        int pictures = 0;
        for (JsonNode stream : probed.get("streams")) {
            switch (stream.get("codec_type").asText()) {
                case "video" -> {
                    pictures++;
                    assertThat(stream.get("codec_name").asText()).isEqualTo("h264");
                    assertThat(stream.get("pix_fmt").asText()).isEqualTo("yuv420p");
                    assertThat(stream.get("width").asInt() % 2).isZero();
                    assertThat(stream.get("height").asInt() % 2).isZero();
                    assertThat(stream.path("field_order").asText("progressive")).isIn("progressive", "unknown");
                }
                case "audio" -> assertThat(stream.get("codec_name").asText()).isEqualTo("aac");
                default -> assertThat(stream.get("codec_type").asText()).isIn("data", "subtitle");
            }
        }
        assertThat(pictures).as("video streams of %s", file).isOne();
        assertThat(boxes(file)).containsSubsequence("ftyp", "moov", "mdat");
        assertThat(Clips.run(
                        Clips.BINARIES.ffmpeg(), "-nostdin", "-v", "error", "-i", file.toString(), "-f", "null", "-"))
                .as("what decoding complains of")
                .isEmpty();
    }

    /** The names of the outermost boxes, in order. */
    private static List<String> boxes(Path file) throws IOException {
        List<String> names = new ArrayList<>();
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            for (long at = 0; at + 8 <= in.length(); ) {
                in.seek(at);
                long size = Integer.toUnsignedLong(in.readInt());
                byte[] name = new byte[4];
                in.readFully(name);
                names.add(new String(name, StandardCharsets.US_ASCII));
                at += size == 1 ? in.readLong() : size == 0 ? in.length() : size;
            }
        }
        return names;
    }
}
