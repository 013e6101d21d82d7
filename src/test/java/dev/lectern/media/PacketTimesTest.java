package dev.lectern.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PacketTimesTest {

    private static PacketTimes of(double lastDuration, double... pts) {
        PacketTimes times = new PacketTimes();
        for (int i = 0; i < pts.length; i++) {
            times.add(pts[i], Double.NaN, i == pts.length - 1 ? lastDuration : 0.04, false);
        }
        times.end();
        return times;
    }

    @Test
    void picturesInTheOrderOfDecodingArePutIntoTheOrderOfShowing() {
        PacketTimes times = of(0.04, 0, 0.12, 0.04, 0.08, 0.24, 0.16, 0.20);
        assertThat(times.sane()).isTrue();
        assertThat(times.variable()).isFalse();
        assertThat(times.meanInterval()).isCloseTo(0.04, within(1e-9));
        assertThat(times.last()).isEqualTo(0.24);
    }

    @Test
    void theLastPictureIsNotBelievedToLastForDays() {
        assertThat(of(86_400, 0, 0.04, 0.08).end(0)).isCloseTo(0.12, within(1e-9));
    }

    @Test
    void aSinglePictureLastsAsLongAsItSays() {
        assertThat(of(3, 0).end(0)).isEqualTo(3);
        assertThat(of(86_400, 0).end(0)).isEqualTo(0.04);
    }

    @Test
    void roundingToMillisecondsIsNoVariableFrameRate() {
        assertThat(of(0.033, 0, 0.033, 0.067, 0.1, 0.133).variable()).isFalse();
        assertThat(of(0.04, 0, 0.04, 0.12, 0.16).variable()).isTrue();
    }

    @Test
    void twoPicturesAtOneTimeOrOneWithoutATimeAreNotSane() {
        assertThat(of(0.04, 0, 0.04, 0.04, 0.12).sane()).isFalse();
        assertThat(of(0.04, 0, Double.NaN, 0.08).sane()).isFalse();
    }

    @Test
    void theWayFromAKeyPictureIsTheLongestOneToAnyPictureThatNeedsIt() {
        PacketTimes times = new PacketTimes();
        for (int i = 0; i < 10; i++) {
            if (i == 0 || i == 3) {
                times.keyFollows();
            }
            times.add(i, i, 1, false);
        }
        times.end();
        assertThat(times.farthestFromKey()).isEqualTo(6);
    }

    @Test
    void aPictureThatIsNotMeantToBeShownIsNotCounted() {
        PacketTimes times = new PacketTimes();
        times.add(-0.04, -0.04, 0.04, true);
        times.add(0, 0, 0.04, false);
        times.end();
        assertThat(times.pictures()).isEqualTo(1);
        assertThat(times.first()).isZero();
        assertThat(times.sane()).isFalse();
    }
}
