package dev.lectern.evaluate;

import static dev.lectern.evaluate.Cast.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Against figures computed by hand with the definitions of Luiten 2021. */
class HotaTest {

    private static final Offset<Double> EXACTLY = within(1e-12);

    @Test
    void perfectIsOne() {
        Hota hota = Hota.of(Cast.perfect());
        assertThat(hota.hota()).isCloseTo(1, EXACTLY);
        assertThat(hota.detection()).isCloseTo(1, EXACTLY);
        assertThat(hota.association()).isCloseTo(1, EXACTLY);
    }

    @Test
    void exchangedIdentitiesCostAssociationOnly() {
        Hota hota = Hota.of(Cast.exchanged());
        // Every box is found: 20 / 20. Each of the four pairs meets in 5 frames of the 10 + 10 - 5 that either has:
        // 1/3.
        assertThat(hota.detection()).isCloseTo(1, EXACTLY);
        assertThat(hota.association()).isCloseTo(1.0 / 3, EXACTLY);
        assertThat(hota.hota()).isCloseTo(Math.sqrt(1.0 / 3), EXACTLY);
    }

    @Test
    void aBrokenTrackWeighsItsPartsByTheirLength() {
        // (4 · 4/10 + 6 · 6/10) / 10 = 0.52
        Hota hota = Hota.of(Cast.broken());
        assertThat(hota.association()).isCloseTo(0.52, EXACTLY);
        assertThat(hota.hota()).isCloseTo(Math.sqrt(0.52), EXACTLY);
    }

    @Test
    void whatIsMissedCostsBoth() {
        // Detection 5 / (5 + 5); association 5 / (10 + 5 - 5).
        Hota hota = Hota.of(Cast.halfMissed());
        assertThat(hota.detection()).isCloseTo(0.5, EXACTLY);
        assertThat(hota.association()).isCloseTo(0.5, EXACTLY);
        assertThat(hota.hota()).isCloseTo(0.5, EXACTLY);
    }

    @Test
    void whoIsInventedCostsDetectionOnly() {
        // Detection 10 / (10 + 10 invented).
        Hota hota = Hota.of(Cast.invented());
        assertThat(hota.detection()).isCloseTo(0.5, EXACTLY);
        assertThat(hota.association()).isCloseTo(1, EXACTLY);
        assertThat(hota.hota()).isCloseTo(Math.sqrt(0.5), EXACTLY);
    }

    @Test
    void aLooseBoxCountsUpToItsThreshold() {
        // 0.62 reaches 0.05 … 0.60: 12 of the 19 thresholds, at which all is perfect.
        Sequence loose = new Cast(1, 1)
                .frames(10, List.of(at(0, 0)), List.of(at(0, 0, 0.62)))
                .sequence();
        assertThat(Hota.of(loose).hota()).isCloseTo(12.0 / 19, EXACTLY);
    }

    @Test
    void aFrameIsPairedOnceForAllThresholdsWithTheIdentityThatAgreesOverall() {
        // In the last frame another track lies exactly on the person. The first one, with IoU 0.62, keeps it: its
        // agreement
        // is (9 + 0.62/1.62) / (20 - 9 - 0.62/1.62) = 0.884, which times 0.62 is more than that of the other,
        // (1/1.62) / (11 - 1/1.62) = 0.059, times 1. So up to 0.60 all 10 are found and one box is too many, and above
        // nothing.
        Sequence rival = new Cast(1, 2)
                .frames(9, List.of(at(0, 0)), List.of(at(0, 0, 0.62)))
                .frames(1, List.of(at(0, 0)), List.of(at(0, 0, 0.62), at(1, 0)))
                .sequence();
        assertThat(Hota.of(rival).hota()).isCloseTo(12.0 / 19 * Math.sqrt(10.0 / 11), EXACTLY);
    }

    @Test
    void nothingFoundOrNobodyThereIsZero() {
        Sequence blind = new Cast(1, 0).frames(3, List.of(at(0, 0)), List.of()).sequence();
        Sequence empty = new Cast(0, 1).frames(3, List.of(), List.of(at(0, 0))).sequence();
        assertThat(Hota.of(blind).hota()).isZero();
        assertThat(Hota.of(empty).hota()).isZero();
    }

    @Test
    void namesOfTracksDoNotMatterAndStrangersNeverHelp() {
        Random random = new Random(3);
        for (int round = 0; round < 50; round++) {
            Cast cast = new Cast(3, 3);
            Cast renamed = new Cast(3, 3);
            Cast crowded = new Cast(3, 4);
            for (int frame = 0; frame < 20; frame++) {
                List<Sequence.Seen> truth = new ArrayList<>();
                List<Sequence.Seen> found = new ArrayList<>();
                for (int id = 0; id < 3; id++) {
                    if (random.nextInt(5) > 0) {
                        truth.add(at(id, id));
                    }
                    if (random.nextInt(5) > 0) {
                        found.add(at(id, random.nextInt(3), 0.3 + 0.7 * random.nextDouble()));
                    }
                }
                cast.frames(1, truth, found);
                renamed.frames(
                        1,
                        truth,
                        found.stream()
                                .map(seen -> new Sequence.Seen((seen.id() + 1) % 3, seen.box()))
                                .toList());
                List<Sequence.Seen> more = new ArrayList<>(found);
                more.add(at(3, 4));
                crowded.frames(1, truth, more);
            }
            double hota = Hota.of(cast.sequence()).hota();
            assertThat(hota).isBetween(0.0, 1.0);
            assertThat(Hota.of(renamed.sequence()).hota()).isCloseTo(hota, EXACTLY);
            assertThat(Hota.of(crowded.sequence()).hota()).isLessThanOrEqualTo(hota);
        }
    }
}
