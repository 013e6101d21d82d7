package dev.lectern.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputSizeTest {

    @ParameterizedTest
    @CsvSource({
        "1920, 1080, 640, 384",
        "1280, 720, 640, 384",
        "1080, 1920, 384, 640",
        "640, 480, 576, 416",
        "480, 640, 416, 576",
        "16, 16, 480, 480",
    })
    void followsTheShapeOfThePicture(int width, int height, int inputWidth, int inputHeight) {
        assertThat(InputSize.forPicture(width, height)).isEqualTo(new InputSize(inputWidth, inputHeight));
    }

    @Test
    void hasRoomForThePictureAndStaysInBudgetWhateverItsShape() {
        for (int[] picture : new int[][] {{8000, 16}, {16, 8000}, {2, 2}, {4096, 1716}, {1, 100_000}}) {
            InputSize input = InputSize.forPicture(picture[0], picture[1]);
            assertThat(input.width() * input.height()).isLessThanOrEqualTo(640 * 384);
            assertThat(input.width() % 32 + input.height() % 32).isZero();
            Letterbox box = Letterbox.of(input, picture[0], picture[1], true);
            assertThat(box.contentWidth()).isBetween(1, input.width());
            assertThat(box.contentHeight()).isBetween(1, input.height());
        }
    }
}
