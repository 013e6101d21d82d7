package dev.lectern.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lectern.job.Quality;
import dev.lectern.job.TaskFailure;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/** Five pictures a second of a drawn room, and a detector that knows what is in it and counts how often it is asked. */
class SparingSeriesTest {

    private static final int WIDTH = 160;
    private static final int HEIGHT = 96;
    private static final double FPS = 5;
    private static final int STEP_MS = 200;
    private static final int GROUP = Quality.BALANCED.groupCells(FPS);

    private final List<Long> looks = new ArrayList<>();

    @Test
    void whereNothingMovesTheFirstAndTheLastOfAGroupAreLookedAt() throws Exception {
        List<FrameDetections> seen = series(0, 2 * GROUP, at -> List.of(person(.4)), at -> 0);
        assertThat(looks).containsExactly(0L, 1800L, 2000L, 3800L);
        assertThat(seen).hasSize(2 * GROUP).allMatch(frame -> frame.persons().equals(List.of(person(.4))));
        assertThat(seen.stream().filter(FrameDetections::looked)).hasSize(4);
    }

    @Test
    void anEmptyRoomIsStillToo() throws Exception {
        List<FrameDetections> seen = series(0, GROUP, at -> List.of(), at -> 0);
        assertThat(looks).hasSize(2);
        assertThat(seen).allMatch(frame -> frame.persons().isEmpty());
    }

    @Test
    void whoWalksIsLookedAtInEveryPicture() throws Exception {
        LongFunction<List<Detection>> walking = at -> List.of(person(.1 + at / 1000.0 * .3));
        List<FrameDetections> seen = series(0, GROUP, walking, at -> 0);
        assertThat(seen).allMatch(FrameDetections::looked);
        assertThat(seen).allMatch(frame -> frame.persons().equals(walking.apply(frame.tMs())));
    }

    @Test
    void whoShiftsALittleIsOnTheStraightLineInBetween() throws Exception {
        List<FrameDetections> seen = series(0, GROUP, at -> List.of(person(.4 + at / 1800.0 * .02)), at -> 0);
        assertThat(looks).hasSize(2);
        for (FrameDetections frame : seen) {
            assertThat(frame.persons().get(0).x()).isCloseTo(.4 + frame.tMs() / 1800.0 * .02, within(2e-5));
            assertThat(frame.persons().get(0).w()).isCloseTo(.2, within(3e-5));
        }
    }

    @Test
    void whoComesForAMomentIsFoundBecauseThePictureChanges() throws Exception {
        LongFunction<List<Detection>> visit = at -> at == 800 ? List.of(person(.1), person(.7)) : List.of(person(.1));
        List<FrameDetections> seen = series(0, GROUP, visit, at -> at == 800 ? 110 : 0);
        assertThat(seen.get(4).persons()).hasSize(2);
    }

    @Test
    void whatMovesWithinThePersonNeedsNoLook() throws Exception {
        series(0, GROUP, at -> List.of(person(.65)), at -> at == 800 ? 110 : 0);
        assertThat(looks).hasSize(2);
    }

    @Test
    void aSlideThatChangesOnceNeedsNoLook() throws Exception {
        series(0, GROUP, at -> List.of(person(.1)), at -> at >= 800 ? 110 : 0);
        assertThat(looks).hasSize(2);
    }

    @Test
    void whoIsSeenForCertainInOnlyOneOfTwoPicturesMakesItLookBetween() throws Exception {
        series(0, GROUP, at -> at < 1000 ? List.of() : List.of(person(.4)), at -> 0);
        assertThat(looks).contains(800L, 1000L);
    }

    @Test
    void aHintThatComesAndGoesDoesNot() throws Exception {
        List<FrameDetections> seen = series(
                0,
                GROUP,
                at -> at == 0 ? List.of(person(.4), new Detection(.8, .1, .1, .3, .2)) : List.of(person(.4)),
                at -> 0);
        assertThat(looks).hasSize(2);
        assertThat(seen.get(0).persons()).hasSize(2);
        assertThat(seen.get(1).persons()).hasSize(1);
    }

    @Test
    void whatIsSeenDoesNotHangOnWhereASegmentBegins() throws Exception {
        LongFunction<List<Detection>> moving = at -> List.of(person(at % 3000 < 1200 ? .2 : .2 + at % 700 / 2000.0));
        List<FrameDetections> whole = series(0, 6 * GROUP, moving, at -> (int) (at / 600 % 2 * 90));
        for (int cut = GROUP; cut < 6 * GROUP; cut += GROUP) {
            List<FrameDetections> pieces = new ArrayList<>(series(0, cut, moving, at -> (int) (at / 600 % 2 * 90)));
            pieces.addAll(series(cut, 6 * GROUP, moving, at -> (int) (at / 600 % 2 * 90)));
            assertThat(pieces).isEqualTo(whole);
        }
    }

    @Test
    void aGroupThatLacksPicturesHasTheOthers() throws Exception {
        SparingSeries series =
                new SparingSeries(room(at -> List.of(person(.4))), Steadiness.of(Quality.BALANCED), GROUP);
        List<FrameDetections> seen = new ArrayList<>();
        for (long cell : new long[] {3, 9, 25, 31, 32, 35}) {
            draw(series.frame(), 0);
            seen.addAll(series.took(cell * STEP_MS, cell));
        }
        seen.addAll(series.end());
        assertThat(seen).extracting(FrameDetections::tMs).containsExactly(600L, 1800L, 5000L, 6200L, 6400L, 7000L);
        assertThat(looks).containsExactly(600L, 1800L, 5000L, 6200L, 7000L);
    }

    @Test
    void whatThePictureLooksLikeIsSeenInAllOfThem() throws Exception {
        List<FrameDetections> seen = series(0, GROUP, at -> List.of(person(.4)), at -> 0);
        assertThat(seen).allMatch(frame -> frame.view().known());
    }

    private List<FrameDetections> series(
            long from, long to, LongFunction<List<Detection>> persons, LongFunction<Integer> lamp) throws TaskFailure {
        SparingSeries series = new SparingSeries(room(persons), Steadiness.of(Quality.BALANCED), GROUP);
        List<FrameDetections> seen = new ArrayList<>();
        for (long cell = from; cell < to; cell++) {
            draw(series.frame(), lamp.apply(cell * STEP_MS));
            seen.addAll(series.took(cell * STEP_MS, cell));
        }
        seen.addAll(series.end());
        return seen;
    }

    private static Detection person(double x) {
        return new Detection(
                Math.round(x * Detection.STEPS) / (double) Detection.STEPS,
                13_107 / (double) Detection.STEPS,
                13_107 / (double) Detection.STEPS,
                39_321 / (double) Detection.STEPS,
                52_428 / (double) Detection.STEPS);
    }

    /** A grey room with a lamp at the right. */
    private static void draw(ByteBuffer frame, int lamp) {
        frame.clear();
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            int x = i % WIDTH;
            int y = i / WIDTH;
            byte grey = (byte) (100 + (x >= 112 && x < 128 && y >= 32 && y < 48 ? lamp : 0));
            frame.put(grey).put(grey).put(grey);
        }
        frame.flip();
    }

    private Lookout room(LongFunction<List<Detection>> persons) {
        Looks eyes = new Looks(WIDTH, HEIGHT);
        return new Lookout() {
            @Override
            public int frameWidth() {
                return WIDTH;
            }

            @Override
            public int frameHeight() {
                return HEIGHT;
            }

            @Override
            public FrameDetections look(long tMs, ByteBuffer bgr24) {
                looks.add(tMs);
                looks.sort(null);
                return new FrameDetections(tMs, persons.apply(tMs), view(bgr24));
            }

            @Override
            public View view(ByteBuffer bgr24) {
                return eyes.view(bgr24);
            }

            @Override
            public void close() {}
        };
    }
}
