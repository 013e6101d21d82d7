package dev.lectern.testing.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The generated recordings are what the evaluation takes them for. */
class StagingTest {

    private static final Path CUT_OUT = Path.of("docs/sample/lecturer.png");

    @Test
    void everyOneHasOneInstructorAndARouteThroughAllOfIt() throws Exception {
        assertThat(Staging.all(Lecturer.read(CUT_OUT))).hasSize(5).allSatisfy(staging -> {
            assertThat(Stream.concat(staging.behind().stream(), staging.before().stream())
                            .map(Staging.Role::name))
                    .doesNotHaveDuplicates()
                    .contains(Staging.INSTRUCTOR);
            assertThat(Stream.concat(staging.behind().stream(), staging.before().stream()))
                    .allSatisfy(role -> {
                        assertThat(role.route().marks().get(0).second()).isZero();
                        assertThat(role.route().marks())
                                .isSortedAccordingTo((a, b) -> Double.compare(a.second(), b.second()))
                                .last()
                                .satisfies(mark -> assertThat(mark.second()).isEqualTo(staging.seconds()));
                    });
        });
    }

    @Test
    void aCostumeChangesColoursAndNeverTheOutline() throws Exception {
        BufferedImage figure = ImageIO.read(CUT_OUT.toFile());
        BufferedImage dressed = new Costume(.6f, .8f, .8f, .9f).dress(figure);
        int changed = 0;
        for (int y = 0; y < figure.getHeight(); y++) {
            for (int x = 0; x < figure.getWidth(); x++) {
                assertThat(dressed.getRGB(x, y) >>> 24).isEqualTo(figure.getRGB(x, y) >>> 24);
                changed += dressed.getRGB(x, y) == figure.getRGB(x, y) ? 0 : 1;
            }
        }
        assertThat(changed).isGreaterThan(figure.getWidth() * figure.getHeight() / 4);
    }
}
