package dev.lectern.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.detect.Glimpse.Size;
import dev.lectern.job.Survey;
import java.util.List;
import org.junit.jupiter.api.Test;

class SurveyTallyTest {

    private static final Survey.Spot DESK = new Survey.Spot(.3, .5);
    private static final Survey.Spot BOARD = new Survey.Spot(.7, .5);
    private static final Survey.Thing POSTER = new Survey.Thing(.8, .3, .1);

    @Test
    void aShortRecordingIsDecidedByTheFirstLargePerson() {
        SurveyTally tally = new SurveyTally(3);
        assertThat(tally.decided()).isFalse();
        tally.add(large());
        assertThat(tally.decided()).isTrue();
        assertThat(tally.survey("model")).isEqualTo(new Survey("model", false, List.of(), List.of()));
    }

    @Test
    void whoPassesCloseToTheCameraOnceDecidesNothingInALongOne() {
        SurveyTally tally = new SurveyTally(8);
        tally.add(large());
        assertThat(tally.decided()).isFalse();
        tally.add(small(DESK));
        tally.add(small(DESK));
        assertThat(tally.survey("model").small()).isTrue();
    }

    @Test
    void manySmallOnesAndNobodyLargeDecideEarly() {
        SurveyTally tally = new SurveyTally(8);
        for (int i = 0; i < 3; i++) {
            tally.add(small(DESK));
            assertThat(tally.decided()).isFalse();
        }
        tally.add(small(DESK));
        assertThat(tally.decided()).isTrue();
    }

    @Test
    void aSmallThingInOnePictureOfEightIsNoPerson() {
        SurveyTally tally = new SurveyTally(8);
        tally.add(small(DESK));
        assertThat(tally.survey("model").small()).isFalse();
    }

    @Test
    void emptyPicturesSayNothing() {
        SurveyTally tally = new SurveyTally(8);
        for (int i = 0; i < 8; i++) {
            tally.add(new Glimpse(Size.NOBODY, List.of(), List.of(), 9));
            assertThat(tally.decided()).isFalse();
        }
        assertThat(tally.survey("model").small()).isFalse();
    }

    @Test
    void placesAreKnownByHowOftenSomebodyWasThere() {
        SurveyTally tally = new SurveyTally(8);
        tally.add(small(BOARD));
        tally.add(small(DESK));
        tally.add(small(new Survey.Spot(.33, .52)));
        assertThat(tally.survey("model").spots()).containsExactly(DESK, BOARD);
    }

    @Test
    void whatIsNobodyInTwoPicturesIsAThing() {
        SurveyTally tally = new SurveyTally(3);
        Survey.Thing other = new Survey.Thing(.5, .2, .1);
        tally.add(new Glimpse(Size.SMALL, List.of(DESK), List.of(POSTER, other, new Survey.Thing(.501, .2, .1)), 4));
        tally.add(new Glimpse(Size.NOBODY, List.of(), List.of(new Survey.Thing(.805, .3, .11)), 4));
        assertThat(tally.survey("model").things()).containsExactly(POSTER);
    }

    private static Glimpse large() {
        return new Glimpse(Size.LARGE, List.of(), List.of(), 0);
    }

    private static Glimpse small(Survey.Spot spot) {
        return new Glimpse(Size.SMALL, List.of(spot), List.of(), 0);
    }
}
