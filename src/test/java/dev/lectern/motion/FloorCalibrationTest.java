package dev.lectern.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FloorCalibrationTest {

    /** A camera 2.4 m above the floor at its origin, looking along y and 15 degrees down; 1.2 picture heights of focal length. */
    private static final double[][] CORNERS = {{-2, 5}, {2, 5}, {2.5, 8}, {-2.5, 8}};

    private static final FloorCalibration FLOOR = calibration(CORNERS);

    @Test
    void everyPointOfTheFloorIsWhereItIs() {
        for (double x = -3; x <= 3; x += 0.5) {
            for (double y = 4; y <= 12; y += 0.5) {
                double[] seen = seen(x, y);
                Homography.Place place = FLOOR.homography().place(seen[0], seen[1]);
                assertThat(place.x()).isCloseTo(x, within(1e-9));
                assertThat(place.y()).isCloseTo(y, within(1e-9));
            }
        }
    }

    @Test
    void theUncertaintyIsThatOfASmallChange() {
        double[] seen = seen(1, 7);
        Homography.Place here = FLOOR.homography().place(seen[0], seen[1]);
        Homography.Place right = FLOOR.homography().place(seen[0] + 1e-6, seen[1]);
        Homography.Place below = FLOOR.homography().place(seen[0], seen[1] + 1e-6);
        assertThat(here.sd(1e-6, 0)).isCloseTo(here.distance(right), withPercentage(0.1));
        assertThat(here.sd(0, 1e-6)).isCloseTo(here.distance(below), withPercentage(0.1));
    }

    @Test
    void theWallIsNotTheFloor() {
        assertThat(FLOOR.homography().place(0.5, 0.1)).isNull();
        double[] far = seen(0, 60);
        assertThat(FLOOR.homography().place(far[0], far[1])).isNull();
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, 5, 10})
    void metresAreMetres(double fps) {
        // To and fro: 4 m along the front, and obliquely to the back.
        MotionReport report = walk(0.02).report(30, fps, new MotionSettings(List.of(), FLOOR));
        assertThat(report.whole().distanceMetres()).isCloseTo(4 + Math.hypot(4, 2), withPercentage(8));
        assertThat(report.whole().floorSeconds()).isEqualTo(report.whole().presentSeconds());
        assertThat(report.metres().max()).isBetween(0.7, 1.2);
        SmoothedPoint.FloorPlace start = report.points().get(5).place().floor();
        assertThat(start.x()).isCloseTo(-2, within(0.25));
        assertThat(start.y()).isCloseTo(6, within(0.5));
        assertThat(start.sd()).isBetween(0.05, 0.6);
    }

    @Test
    void withoutCalibrationThereAreNone() {
        MotionReport report = walk(0).report(30, 5);
        assertThat(report.metres()).isNull();
        assertThat(report.whole().floorSeconds()).isZero();
        assertThat(report.points().get(5).place().floor()).isNull();
    }

    @Test
    void turningTheCornersChangesNothing() {
        List<FloorCalibration.Mark> marks = new ArrayList<>(FLOOR.marks());
        Collections.rotate(marks, 1);
        Collections.reverse(marks);
        double[] seen = seen(1, 7);
        Homography.Place place = new FloorCalibration(marks).homography().place(seen[0], seen[1]);
        assertThat(place.x()).isCloseTo(1, within(1e-9));
        assertThat(place.y()).isCloseTo(7, within(1e-9));
    }

    @Test
    void differentOrdersAreRefused() {
        FloorCalibration.Mark a = FLOOR.marks().get(0);
        FloorCalibration.Mark b = FLOOR.marks().get(1);
        List<FloorCalibration.Mark> marks = List.of(
                new FloorCalibration.Mark(a.x(), a.y(), b.xMetres(), b.yMetres()),
                new FloorCalibration.Mark(b.x(), b.y(), a.xMetres(), a.yMetres()),
                FLOOR.marks().get(2),
                FLOOR.marks().get(3));
        assertThatThrownBy(() -> new FloorCalibration(marks))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in the same order");
    }

    @ParameterizedTest
    @CsvSource({
        "0.2 0.8 0.5 0.8 0.8 0.8 0.5 0.6, 0 0 1 0 2 0 1 2, '(1, 2, 3) lie on one line, or together, in the picture'",
        "0.2 0.8 0.2 0.8 0.8 0.8 0.5 0.6, 0 0 1 0 2 2 1 2, 'in the picture'",
        "0.2 0.8 0.8 0.8 0.7 0.6 0.3 0.6, 0 0 1 0 1 1 2 0, '(1, 2, 4) lie on one line, or together, on the floor'",
        "0.2 0.8 0.8 0.8 0.7 0.6 0.3 0.6, 0 0 0 0 0 0 0 0, '(2, 3, 4) lie on one line, or together, on the floor'"
    })
    void degeneratePointsAreRefusedWithTheirNumbers(String picture, String floor, String sentence) {
        double[] p = numbers(picture);
        double[] f = numbers(floor);
        List<FloorCalibration.Mark> marks = new ArrayList<>();
        for (int i = 0; i < 8; i += 2) {
            marks.add(new FloorCalibration.Mark(p[i], p[i + 1], f[i], f[i + 1]));
        }
        assertThatThrownBy(() -> new FloorCalibration(marks))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void fourPointsInsideThePictureAreNeeded() {
        assertThatThrownBy(() -> new FloorCalibration(FLOOR.marks().subList(0, 3)))
                .hasMessageContaining("exactly four points, not 3");
        assertThatThrownBy(() -> new FloorCalibration.Mark(1.2, 0.5, 0, 0)).hasMessageContaining("outside the picture");
        assertThatThrownBy(() -> new FloorCalibration.Mark(0.2, 0.5, 5000, 0)).hasMessageContaining("out of range");
    }

    /** From (-2, 6) to (2, 6), and from there to (-2, 8), each between two stands. */
    private static Lecturer walk(double noise) {
        return new Lecturer(
                t -> {
                    double along = Math.max(0, Math.min(4, (t - 5) * 0.8));
                    double back = Math.max(0, Math.min(1, (t - 15) / 6));
                    double[] foot = seen(-2 + along - 4 * back, 6 + 2 * back);
                    return new double[] {(foot[0] - 0.5) * Lecturer.ASPECT, foot[1] - Lecturer.BODY / 2};
                },
                noise);
    }

    private static FloorCalibration calibration(double[][] corners) {
        List<FloorCalibration.Mark> marks = new ArrayList<>();
        for (double[] corner : corners) {
            double[] seen = seen(corner[0], corner[1]);
            marks.add(new FloorCalibration.Mark(seen[0], seen[1], corner[0], corner[1]));
        }
        return new FloorCalibration(marks);
    }

    private static double[] seen(double x, double y) {
        double tilt = Math.toRadians(15);
        double depth = y * Math.cos(tilt) + 2.4 * Math.sin(tilt);
        double down = 2.4 * Math.cos(tilt) - y * Math.sin(tilt);
        return new double[] {0.5 + 1.2 * x / depth / Lecturer.ASPECT, 0.5 + 1.2 * down / depth};
    }

    private static double[] numbers(String text) {
        return List.of(text.split(" ")).stream()
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
