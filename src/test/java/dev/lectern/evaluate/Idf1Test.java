package dev.lectern.evaluate;

import static dev.lectern.evaluate.Cast.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Against figures computed by hand with the definition of Ristani 2016. */
class Idf1Test {

    private static final Offset<Double> EXACTLY = within(1e-12);

    @Test
    void perfectIsOne() {
        assertThat(Idf1.of(Cast.perfect()).f1()).isCloseTo(1, EXACTLY);
    }

    @Test
    void exchangedIdentitiesHalveIt() {
        // Whichever track is given to whom, 5 + 5 of 20 frames are right: 2 · 10 / (20 + 20).
        assertThat(Idf1.of(Cast.exchanged()).f1()).isCloseTo(0.5, EXACTLY);
    }

    @Test
    void ofABrokenTrackTheLongerPartCounts() {
        // 2 · 6 / (10 + 10)
        assertThat(Idf1.of(Cast.broken()).f1()).isCloseTo(0.6, EXACTLY);
    }

    @Test
    void whatIsMissedCostsRecallAndWhoIsInventedCostsPrecision() {
        // 2 · 5 / (10 + 5), and 2 · 10 / (10 + 20)
        Idf1 missed = Idf1.of(Cast.halfMissed());
        assertThat(missed.f1()).isCloseTo(2.0 / 3, EXACTLY);
        assertThat(missed.recall()).isCloseTo(0.5, EXACTLY);
        assertThat(missed.precision()).isCloseTo(1, EXACTLY);
        Idf1 invented = Idf1.of(Cast.invented());
        assertThat(invented.f1()).isCloseTo(2.0 / 3, EXACTLY);
        assertThat(invented.recall()).isCloseTo(1, EXACTLY);
        assertThat(invented.precision()).isCloseTo(0.5, EXACTLY);
    }

    @Test
    void aBoxCountsFromAnOverlapOfHalf() {
        Sequence just = new Cast(1, 1)
                .frames(4, List.of(at(0, 0)), List.of(at(0, 0, 0.51)))
                .sequence();
        Sequence hardly = new Cast(1, 1)
                .frames(4, List.of(at(0, 0)), List.of(at(0, 0, 0.49)))
                .sequence();
        assertThat(Idf1.of(just).f1()).isCloseTo(1, EXACTLY);
        assertThat(Idf1.of(hardly).f1()).isZero();
    }

    @Test
    void theBestDivisionIsFoundAlsoWhereTakingTheLongestFirstIsNot() {
        // Track 0 is 6 frames with person 0 and 5 with person 1; track 1 is 5 frames with person 0. Taking 6 first
        // leaves
        // nothing for person 1; 5 + 5 is more. Persons show in 11 and 5 frames, tracks in 11 and 5: 2 · 10 / 32.
        Sequence tempting = new Cast(2, 2)
                .frames(6, List.of(at(0, 0)), List.of(at(0, 0)))
                .frames(5, List.of(at(0, 0), at(1, 1)), List.of(at(1, 0), at(0, 1)))
                .sequence();
        assertThat(Idf1.of(tempting).f1()).isCloseTo(20.0 / 32, EXACTLY);
    }
}
