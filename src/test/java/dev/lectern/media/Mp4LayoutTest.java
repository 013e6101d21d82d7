package dev.lectern.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.job.TaskFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Mp4LayoutTest {

    @TempDir
    Path folder;

    private Mp4Layout of(Object... typesAndSizes) throws IOException, TaskFailure {
        ByteBuffer boxes = ByteBuffer.allocate(4096);
        for (int i = 0; i < typesAndSizes.length; i += 2) {
            int size = (Integer) typesAndSizes[i + 1];
            int at = boxes.position();
            boxes.putInt(size).put(((String) typesAndSizes[i]).getBytes(StandardCharsets.US_ASCII));
            boxes.position(Math.min(boxes.capacity(), at + Math.max(8, size)));
        }
        byte[] bytes = new byte[boxes.position()];
        boxes.flip().get(bytes);
        return Mp4Layout.of(Files.write(folder.resolve("boxes.mp4"), bytes));
    }

    @Test
    void knowsAnIndexInFrontFromOneBehind() throws Exception {
        assertThat(of("ftyp", 24, "moov", 100, "mdat", 500)).isEqualTo(new Mp4Layout(true, false));
        assertThat(of("ftyp", 24, "mdat", 500, "moov", 100)).isEqualTo(new Mp4Layout(false, false));
    }

    @Test
    void knowsFragments() throws Exception {
        assertThat(of("ftyp", 24, "moov", 100, "sidx", 40, "moof", 60, "mdat", 90))
                .isEqualTo(new Mp4Layout(true, true));
    }

    @Test
    void stopsAtASizeThatCannotBe() throws Exception {
        assertThat(of("ftyp", 24, "free", 4, "moov", 100)).isEqualTo(Mp4Layout.NONE);
        assertThat(of("ftyp", 24, "mdat", 0)).isEqualTo(Mp4Layout.NONE);
        assertThat(of()).isEqualTo(Mp4Layout.NONE);
    }
}
