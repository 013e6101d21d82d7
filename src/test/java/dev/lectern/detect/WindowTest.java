package dev.lectern.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class WindowTest {

    private static final Offset<Double> ROUNDED = within(1.0 / Detection.STEPS);
    private static final Window SHAPE = new Window(0, 0, 320, 192, 1280, 720);

    @Test
    void liesAroundAPlaceAsFarAsThePictureGoes() {
        assertThat(SHAPE.around(.5, .5)).isEqualTo(new Window(480, 264, 320, 192, 1280, 720));
        assertThat(SHAPE.around(0, 1)).isEqualTo(new Window(0, 528, 320, 192, 1280, 720));
        assertThat(SHAPE.around(1, 0)).isEqualTo(new Window(960, 0, 320, 192, 1280, 720));
    }

    @Test
    void whatIsFoundInItLiesWhereItWasInThePicture() {
        Appearance red = new Appearance(1, 2, 3);
        Detection found = new Detection(.25, .5, .1, .4, .7).looking(red);
        Detection there = SHAPE.around(.5, .5).toPicture(found);
        assertThat(there.x()).isCloseTo((480 + 80) / 1280.0, ROUNDED);
        assertThat(there.y()).isCloseTo((264 + 96) / 720.0, ROUNDED);
        assertThat(there.w()).isCloseTo(32 / 1280.0, within(2.0 / Detection.STEPS));
        assertThat(there.h()).isCloseTo(.4 * 192 / 720, within(2.0 / Detection.STEPS));
        assertThat(there.score()).isCloseTo(.7, ROUNDED);
        assertThat(there.appearance()).isEqualTo(red);
    }

    @Test
    void whatIsFoundAtThePicturesEdgeEndsAtIt() {
        Detection there = SHAPE.around(1, 1).toPicture(new Detection(.5, .5, .5, .5, .7));
        assertThat(there.x() + there.w()).isEqualTo(1);
        assertThat(there.y() + there.h()).isEqualTo(1);
    }

    @Test
    void aBoxAtItsEdgeIsAPieceOfSomebodyUnlessThePictureEndsThereToo() {
        Detection atTheLeft = new Detection(0, .3, .2, .4, .7);
        Detection below = new Detection(.3, .6, .2, .4, .7);
        Detection inside = new Detection(.3, .3, .2, .4, .7);
        Window middle = SHAPE.around(.5, .5);
        assertThat(middle.cuts(atTheLeft)).isTrue();
        assertThat(middle.cuts(below)).isTrue();
        assertThat(middle.cuts(inside)).isFalse();
        assertThat(SHAPE.around(0, .5).cuts(atTheLeft)).isFalse();
        assertThat(SHAPE.around(.5, 1).cuts(below)).isFalse();
    }

    @Test
    void holdsWhoIsWhollyInIt() {
        Window middle = SHAPE.around(.5, .5);
        assertThat(middle.holds(new Detection(.45, .4, .05, .15, .2))).isTrue();
        assertThat(middle.holds(new Detection(.36, .4, .05, .15, .2))).isFalse();
        assertThat(middle.holds(new Detection(.45, .2, .05, .2, .2))).isFalse();
    }
}
