package dev.lectern.track;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.detect.Appearance;
import dev.lectern.detect.Detection;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Who is taken for the instructor, and who is not. */
class InstructorTest {

    private static final int ORANGE = 1;
    private static final int GREEN = 3;
    private static final int BLUE = 5;

    private static final Stage.Actor WALKER =
            Stage.dressed(ORANGE, BLUE, Stage.standing(t -> Stage.pace(t, 0.2, 0.8, 12), 0.6));
    private static final Stage.Actor POSTER = t -> Stage.box(0.85, 0.4, 0.12, 0.5, 0.9);

    @Test
    void aPosterDoesNotWinAgainstSomebodyWhoIsThereHalfTheTime() {
        Stage.Actor walker = Stage.during(20, 50, WALKER);
        Stage stage = new Stage(60, 5, 0.001).with(POSTER).with(walker);
        TrackingResult result = stage.result();
        assertThat(stage.followed(result, walker)).isGreaterThan(0.95);
        assertThat(result.findings().instructor().alternatives())
                .extracting(Alternative::reason)
                .anyMatch(r -> r.contains("as a picture on a wall"));
    }

    @Test
    void aPosterDoesNotWinAgainstSomebodyWhoStandsBehindADesk() {
        Stage.Actor lecturer = t -> Stage.box(0.4 + 0.02 * Math.sin(t), 0.35, 0.12, 0.35, 0.5);
        Stage stage = new Stage(60, 5, 0.001).with(POSTER).with(lecturer);
        assertThat(stage.followed(stage.result(), lecturer)).isGreaterThan(0.95);
    }

    @Test
    void nobodyTeachesWhereThereIsOnlyAPoster() {
        TrackingResult result = new Stage(60, 5, 0.001).with(POSTER).result();
        assertThat(result.findings().instructor().nobody()).isTrue();
        assertThat(result.findings().instructor().reasons().get(0)).contains("picture");
        assertThat(result.samples()).allMatch(sample -> !sample.valid());
        assertThat(result.findings().persons()).hasSize(1);
    }

    /** The box of a photograph in a film with noise wobbles by 0.01 of its size, and its colours with it. */
    @Test
    void noiseOfTheCameraDoesNotMakeAPosterTeach() {
        Stage.Actor noisy = grained(t -> Stage.box(0.5, 0.4, 0.12, 0.5, 0.9), 20);
        assertThat(new Stage(60, 5, 0.002)
                        .with(noisy)
                        .result()
                        .findings()
                        .instructor()
                        .nobody())
                .isTrue();
        Stage.Actor walker = Stage.during(20, 50, WALKER);
        Stage stage = new Stage(60, 5, 0.002).with(noisy).with(walker);
        TrackingResult result = stage.result();
        assertThat(stage.followed(result, walker)).isGreaterThan(0.9);
        assertThat(result.findings().instructor().secondTeacher()).isNull();
    }

    @Test
    void somebodyWhoseArmsAreSeenToMoveTeachesWithoutTakingAStep() {
        Stage.Actor noisy = grained(t -> Stage.box(0.8, 0.4, 0.12, 0.5, 0.9), 20);
        Stage.Actor lecturer = grained(t -> Stage.box(0.3, 0.4, 0.12 + 0.04 * (Math.floor(t / 3) % 2), 0.5, 0.5), 20);
        Stage stage = new Stage(60, 5, 0.002).with(noisy).with(lecturer);
        assertThat(stage.followed(stage.result(), lecturer)).isGreaterThan(0.95);
    }

    /** The same in each run, different in each picture. */
    private static Stage.Actor grained(Stage.Actor actor, int grain) {
        return t -> {
            Detection d = actor.apply(t);
            Random random = new Random(Math.round(t * 1000));
            long greys = 0;
            for (int i = 0; i < 8; i++) {
                greys = greys << 8 | 60 + random.nextInt(grain);
            }
            return new Detection(
                    d.x(),
                    d.y(),
                    d.w(),
                    d.h(),
                    d.score(),
                    new Appearance(0x0404040404040404L, 0x0404040404040404L, greys));
        };
    }

    @Test
    void nobodyTeachesWhereSomebodyOnlyComesBy() {
        Stage.Actor passerBy = Stage.during(
                100, 106, t -> Stage.standing(x -> 0.17 * (x - 100), 0.7).apply(t));
        TrackingResult result = new Stage(240).with(passerBy).result();
        assertThat(result.findings().instructor().nobody()).isTrue();
        assertThat(result.findings().instructor().reasons().get(0)).contains("only comes by");
    }

    @Test
    void nobodyTeachesAnAudienceAlone() {
        Stage stage = new Stage(60);
        for (int seat = 0; seat < 5; seat++) {
            stage.with(Stage.seated(0.1 + 0.2 * seat, 0.8));
        }
        Verdict verdict = stage.result().findings().instructor();
        assertThat(verdict.nobody()).isTrue();
        assertThat(verdict.reasons().get(0)).contains("audience");
    }

    @Test
    void whoSitsAloneBeforeTheCameraTeaches() {
        Stage.Actor talker = t -> Stage.box(0.5 + 0.03 * Math.sin(t), 0.65, 0.5, 0.7, 0.8);
        Stage stage = new Stage(60).with(talker);
        assertThat(stage.followed(stage.result(), talker)).isGreaterThan(0.95);
    }

    @Test
    void somebodyInOtherClothesWhoWalksInWhileTheInstructorIsAwayIsSomebodyElse() {
        Stage.Actor instructor = t -> t > 20 && t < 40 ? null : WALKER.apply(t);
        Stage.Actor visitor =
                Stage.dressed(GREEN, GREEN, Stage.during(24, 36, Stage.standing(t -> 0.2 + 0.05 * (t - 24), 0.8)));
        Stage stage = new Stage(60).with(instructor).with(visitor);
        TrackingResult result = stage.result();
        assertThat(stage.followed(result, instructor)).isGreaterThan(0.97);
        assertThat(stage.followed(result, visitor)).isZero();
        assertThat(result.findings().quality().attention())
                .anyMatch(a -> a.kind() == Attention.Kind.ABSENT && a.reason().contains("Somebody else is"));
    }

    @Test
    void whoComesBackAfterAQuarterOfAnHourInTheSameClothesIsTheSame() {
        Stage.Actor instructor = t -> t > 60 && t < 960 ? null : WALKER.apply(t);
        TrackingResult result = new Stage(1020, 2, 0.004).with(instructor).result();
        assertThat(result.findings().instructor().persons()).hasSize(1);
        assertThat(result.findings().persons()).hasSize(1);
    }

    @Test
    void twoWhoTeachOneAfterTheOtherAreBothFollowedAndSaidToBeTwo() {
        Stage.Actor first = Stage.during(0, 40, WALKER);
        Stage.Actor second = Stage.dressed(
                GREEN, GREEN, Stage.during(43, 80, Stage.standing(t -> Stage.pace(t, 0.3, 0.7, 11), 0.6)));
        Stage stage = new Stage(80).with(first).with(second);
        TrackingResult result = stage.result();
        assertThat(stage.followed(result, first)).isGreaterThan(0.95);
        assertThat(stage.followed(result, second)).isGreaterThan(0.95);
        assertThat(result.findings().instructor().persons()).hasSize(2);
        assertThat(result.findings().quality().attention()).anyMatch(a -> a.kind() == Attention.Kind.IDENTITY);
    }

    @Test
    void aSecondTeacherIsNamedAndNotFollowed() {
        Stage.Actor second = Stage.dressed(
                GREEN, GREEN, Stage.during(0, 45, t -> Stage.box(Stage.pace(t, 0.75, 0.95, 9), 0.4, 0.1, 0.45, 0.6)));
        Stage stage = new Stage(60).with(WALKER).with(second);
        TrackingResult result = stage.result();
        Findings findings = result.findings();
        assertThat(stage.followed(result, WALKER)).isGreaterThan(0.95);
        assertThat(findings.instructor().secondTeacher())
                .isNotNull()
                .isEqualTo(findings.instructor().alternatives().get(0).person());
        assertThat(findings.quality().attention()).anyMatch(a -> a.kind() == Attention.Kind.CANDIDATES);
        Verdict alone = new Stage(60).with(WALKER).result().findings().instructor();
        assertThat(findings.instructor().confidence()).isLessThan(alone.confidence());
    }

    @Test
    void clothesTellApartWhoLeavesTogether() {
        // Both go behind a pillar and come out on the wrong sides for anybody who looks at places only.
        Stage.Actor orange = Stage.dressed(
                ORANGE,
                BLUE,
                t -> hidden(t)
                        ? null
                        : Stage.standing(x -> x < 10 ? 0.3 + 0.015 * x : 0.6 + 0.015 * (x - 14), 0.6)
                                .apply(t));
        Stage.Actor green = Stage.dressed(
                GREEN,
                GREEN,
                t -> hidden(t)
                        ? null
                        : Stage.standing(x -> x < 10 ? 0.75 - 0.015 * x : 0.45 - 0.015 * (x - 14), 0.6)
                                .apply(t));
        Association association = new Stage(24).with(orange).with(green).association();
        assertThat(association.persons()).hasSize(2).allSatisfy(person -> {
            assertThat(person.tracklets().size()).isGreaterThan(1);
            assertThat(person.looks().upper()).isIn("orange", "green");
        });
    }

    private static boolean hidden(double t) {
        return t > 10 && t < 14;
    }
}
