package dev.lectern.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.job.Survey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GlancesTest {

    private static final Window SHAPE = new Window(0, 0, 320, 192, 1280, 720);
    private static final double SMALL = 64 / 360.0;
    private static final double SURE = 0.38;

    @Test
    void looksAgainWhereSomebodySmallIsLikelyButNotSure() {
        assertThat(choose(List.of(), person(.3, .5, .1, .2))).containsExactly(SHAPE.around(.3, .5));
    }

    @Test
    void looksNowhereWhereEverybodyIsSure() {
        Window usual = SHAPE.around(.7, .5);
        assertThat(choose(List.of(usual), person(.3, .5, .1, .5))).isEmpty();
    }

    @Test
    void whoIsLargeNeedsNoSecondLook() {
        assertThat(choose(List.of(), person(.3, .5, .5, .2))).isEmpty();
    }

    @Test
    void looksOnceAtTwoWhoStandTogether() {
        assertThat(choose(List.of(), person(.3, .5, .1, .3), person(.36, .5, .1, .2)))
                .containsExactly(SHAPE.around(.3, .5));
        assertThat(choose(List.of(), person(.3, .5, .1, .3), person(.6, .5, .1, .2)))
                .containsExactly(SHAPE.around(.3, .5), SHAPE.around(.6, .5));
    }

    @Test
    void looksWherePeopleUsuallyAreWhenNobodyIsSeen() {
        Window often = SHAPE.around(.7, .5);
        Window seldom = SHAPE.around(.2, .5);
        assertThat(choose(List.of(often, seldom))).containsExactly(often, seldom);
        assertThat(choose(List.of(often, seldom), person(.71, .5, .1, .1)))
                .as("the first of them is as good as looked at")
                .containsExactly(SHAPE.around(.71, .5), seldom);
    }

    @Test
    void whatIsKnownToBeAThingIsNotLookedAtAgainUnlessItIsSomebodyElse() {
        List<Survey.Thing> poster = List.of(new Survey.Thing(.3, .5, .1));
        Glances glances = new Glances(SHAPE, SMALL, SURE, List.of(), poster, 3);
        assertThat(glances.choose(List.of(person(.305, .51, .11, .2)))).isEmpty();
        assertThat(glances.choose(List.of(person(.32, .5, .1, .2))))
                .as("beside it")
                .hasSize(1);
        assertThat(glances.choose(List.of(person(.3, .5, .15, .2))))
                .as("in front of it")
                .hasSize(1);
    }

    @Test
    void isBoundedHoweverManyThereAre() {
        List<Detection> crowd = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            crowd.add(person(.02 + .016 * i, .1 + .8 * (i % 7) / 7, .1, .3 - .001 * i));
        }
        List<Window> usual = List.of(SHAPE.around(.1, .9), SHAPE.around(.5, .1), SHAPE.around(.9, .9));
        assertThat(new Glances(SHAPE, SMALL, SURE, usual, List.of(), 3).choose(crowd))
                .hasSize(3)
                .startsWith(SHAPE.around(crowd.get(0).centreX(), crowd.get(0).centreY()));
    }

    private static List<Window> choose(List<Window> usual, Detection... first) {
        return new Glances(SHAPE, SMALL, SURE, usual, List.of(), 3).choose(List.of(first));
    }

    private static Detection person(double centreX, double centreY, double height, double score) {
        double width = Math.min(.03, 2 * Math.min(centreX, 1 - centreX));
        return new Detection(centreX - width / 2, centreY - height / 2, width, height, score);
    }
}
