package dev.lectern.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lectern.job.CancelToken;
import dev.lectern.job.Inspection;
import dev.lectern.job.TaskFailure;
import dev.lectern.testing.Clips;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThumbnailerTest {

    @TempDir
    Path folder;

    @Test
    void isAJpegOfTheRightShape() throws Exception {
        Path film = Clips.clip(folder.resolve("film.mp4"), 4, "-c:v", "libopenh264");
        BufferedImage picture = picture(film);
        assertThat(picture.getWidth()).isEqualTo(320);
        assertThat(picture.getHeight()).isEqualTo(180);
        assertThat(new Color(picture.getRGB(160, 90))).isNotEqualTo(Color.BLACK);
    }

    @Test
    void standsUprightWhenTheRecordingIsTurned() throws Exception {
        Path lying = Clips.clip(folder.resolve("lying.mp4"), 2, "-c:v", "libopenh264");
        Path turned = Clips.copy(lying, folder.resolve("turned.mp4"), List.of("-display_rotation", "90"));
        BufferedImage picture = picture(turned);
        assertThat(picture.getWidth()).isEqualTo(320);
        assertThat(picture.getHeight()).isEqualTo(569);
    }

    @Test
    void aBlackBeginningIsPassedOver() throws Exception {
        String source = "color=black:size=320x180:rate=25:duration=5[b];testsrc2=size=320x180:rate=25:duration=15[t];"
                + "[b][t]concat=n=2:v=1";
        BufferedImage picture =
                picture(Clips.clip(folder.resolve("late.mp4"), source, "-c:v", "libopenh264", "-g", "25"));
        assertThat(brightest(picture)).isGreaterThan(150);
    }

    @Test
    void aRecordingThatIsBlackAllOverHasABlackThumbnail() throws Exception {
        Path film = Clips.clip(
                folder.resolve("black.mp4"), "color=black:size=320x180:rate=25:duration=2", "-c:v", "libopenh264");
        assertThat(brightest(picture(film))).isLessThan(40);
    }

    @Test
    void whatCannotBeDecodedHasNone() throws Exception {
        Path film = Clips.clip(folder.resolve("film.mp4"), 1, "-c:v", "libopenh264");
        Inspection inspection = new Inspector(Clips.BINARIES).inspect(film, new TestStep());
        Path noise = Files.write(folder.resolve("noise.mp4"), new byte[10_000]);
        assertThat(new Thumbnailer(Clips.BINARIES).of(noise, inspection, new CancelToken()))
                .isEmpty();
    }

    @Test
    void stopsWhenCancelled() throws Exception {
        Path film = Clips.clip(folder.resolve("film.mp4"), 1, "-c:v", "libopenh264");
        Inspection inspection = new Inspector(Clips.BINARIES).inspect(film, new TestStep());
        CancelToken cancel = new CancelToken();
        cancel.cancel();
        assertThatThrownBy(() -> new Thumbnailer(Clips.BINARIES).of(film, inspection, cancel))
                .isInstanceOfSatisfying(TaskFailure.class, failure -> assertThat(failure.kind())
                        .isEqualTo(TaskFailure.Kind.INTERRUPTED));
    }

    private static BufferedImage picture(Path film) throws TaskFailure, IOException {
        Inspection inspection = new Inspector(Clips.BINARIES).inspect(film, new TestStep());
        Optional<byte[]> jpeg = new Thumbnailer(Clips.BINARIES).of(film, inspection, new CancelToken());
        return ImageIO.read(new ByteArrayInputStream(jpeg.orElseThrow()));
    }

    private static int brightest(BufferedImage picture) {
        int brightest = 0;
        for (int x = 0; x < picture.getWidth(); x += 4) {
            for (int y = 0; y < picture.getHeight(); y += 4) {
                brightest = Math.max(brightest, new Color(picture.getRGB(x, y)).getGreen());
            }
        }
        return brightest;
    }
}
