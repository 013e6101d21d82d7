package dev.lectern.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lectern.job.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who is who after people said something about it. */
class AmendedTest {

    private static final String KEY = "key";
    private static final Stage.Actor WALKER =
            Stage.dressed(1, 5, Stage.standing(t -> Stage.pace(t, 0.15, 0.45, 12), 0.6));
    private static final Stage.Actor OTHER = Stage.dressed(3, 3, Stage.standing(t -> 0.8 + 0.02 * Math.sin(t), 0.6));
    /** Two who look different and are there one after the other. */
    private static final Stage.Actor EARLY = Stage.during(0, 18, WALKER);

    private static final Stage.Actor LATE =
            Stage.during(24, 40, Stage.dressed(6, 2, Stage.standing(t -> Stage.pace(t, 0.2, 0.5, 9), 0.6)));
    private static final ProcessingMeta META = ProcessingMeta.of("d", "r", "1", "m", TrackerParameters.DEFAULT);

    private final Stage stage = new Stage(40).with(EARLY).with(LATE).with(OTHER);
    private final Amended nothing = Amended.none(stage.association(), KEY);

    @Test
    void nothingSaidIsTheSameByteForByte() {
        assertThat(bytes(nothing)).isEqualTo(new PayloadV1(stage.result(), META).json());
    }

    @Test
    void whoeverIsNamedLastIsFollowedAndNobodyElse() {
        String other = at(OTHER);
        Amended first = said(nothing, s -> s.ruling(List.of(at(EARLY)), List.of(), null, null));
        Amended second = said(first, s -> s.ruling(List.of(other), List.of(), null, null));
        assertThat(stage.followed(result(second), OTHER)).isGreaterThan(0.97);
        assertThat(stage.followed(result(second), EARLY)).isZero();
        assertThat(bytes(second))
                .as("what was replaced leaves no trace")
                .isEqualTo(bytes(said(nothing, s -> s.ruling(List.of(other), List.of(), null, null))));
    }

    @Test
    void withinATimeSpanOnlyWhoWasNamedIsFollowed() {
        Amended all = said(nothing, s -> s.ruling(List.of(at(EARLY)), List.of(), null, null));
        Amended part = said(all, s -> s.ruling(List.of(at(LATE)), List.of(), 5_000L, 10_000L));
        for (TrackedSample sample : result(part).samples()) {
            boolean within = sample.tMs() >= 5_000 && sample.tMs() <= 10_000;
            if (sample.tMs() < 17_000) {
                assertThat(sample.detection() == null).as("at " + sample.tMs()).isEqualTo(within);
            }
        }
    }

    @Test
    void anOpenSpanReachesToTheEnd() {
        Amended said = said(nothing, s -> s.ruling(List.of(at(OTHER)), List.of(), 20_000L, null));
        assertThat(result(said).samples())
                .filteredOn(sample -> sample.tMs() >= 20_000 && sample.detection() != null)
                .allSatisfy(sample -> assertThat(sample.cx()).isGreaterThan(0.7))
                .hasSizeGreaterThan(90);
    }

    @Test
    void whoeverNeverIsIsNotChosen() {
        Amended said = said(nothing, s -> s.ruling(List.of(), List.of(at(EARLY), at(LATE)), null, null));
        assertThat(stage.followed(result(said), OTHER)).isGreaterThan(0.97);
        assertThat(said.ruling(trackletOf(said, at(EARLY)))).contains(false);
        assertThat(said.ruling(trackletOf(said, at(OTHER)))).isEmpty();
    }

    @Test
    void mergedPersonsAreOneAndKeepTheLowerId() {
        String early = at(EARLY);
        String late = at(LATE);
        Amended merged = said(nothing, s -> s.merging(List.of(late, early)));
        assertThat(tracklets(merged)).doesNotContainKey(late);
        assertThat(tracklets(merged).get(early)).hasSize(2);
        assertThat(tracklets(merged).get(at(OTHER)))
                .isEqualTo(tracklets(nothing).get(at(OTHER)));
        assertThatThrownBy(() -> said(merged, s -> s.merging(List.of(early, trackletOf(merged, early)))))
                .isInstanceOf(InvalidAmendment.class)
                .hasMessageContaining("one person already");
    }

    @Test
    void whatWasSaidOfOneHoldsForBothWhoAreMerged() {
        Amended said = said(nothing, s -> s.ruling(List.of(at(EARLY)), List.of(), null, null));
        assertThat(stage.followed(result(said), LATE)).isZero();
        Amended merged = said(said, s -> s.merging(List.of(at(EARLY), at(LATE))));
        assertThat(stage.followed(result(merged), EARLY)).isGreaterThan(0.97);
        assertThat(stage.followed(result(merged), LATE)).isGreaterThan(0.97);
    }

    @Test
    void whoeverPutsPersonsTogetherOrApartCorrectedTheResult() {
        assertThat(result(nothing).findings().instructor().corrected()).isFalse();
        for (Amended said : List.of(
                said(nothing, s -> s.merging(List.of(at(EARLY), at(LATE)))),
                said(nothing, s -> s.parting(at(OTHER), 20_000)))) {
            Verdict verdict = result(said).findings().instructor();
            assertThat(verdict.corrected()).isTrue();
            assertThat(verdict.reasons()).startsWith("Corrected by hand.");
            assertThat(verdict.confidence()).as("nobody was named").isLessThan(1);
            Amended named = said(said, s -> s.ruling(List.of(at(EARLY)), List.of(), null, null));
            assertThat(result(named).findings().instructor().confidence()).isEqualTo(1);
        }
    }

    @Test
    void nobodyIsInTwoPlacesAtOnce() {
        assertThatThrownBy(() -> said(nothing, s -> s.merging(List.of(at(EARLY), at(OTHER)))))
                .isInstanceOf(InvalidAmendment.class)
                .hasMessageContaining("at the same time");
    }

    @Test
    void aSplitTrackletsSecondHalfIsNamedAfterItsFirstDetection() {
        String other = at(OTHER);
        Amended split = said(nothing, s -> s.parting(other, 20_100));
        assertThat(tracklets(split).get(other)).isEqualTo(tracklets(nothing).get(other));
        assertThat(tracklets(split).get("p4")).singleElement().asString().startsWith("t20200-");
        PersonSummary before = summary(split, other);
        assertThat(before.tracklets().get(0).span().toMs()).isEqualTo(20_000);
        assertThat(said(split, s -> s.parting(at(EARLY), 9_000)).association().candidates())
                .extracting(Candidate::id)
                .contains("p5");
    }

    @Test
    void whatWasSaidBeforeASplitHoldsForTheFirstHalfOnly() {
        String other = at(OTHER);
        Amended named = said(nothing, s -> s.ruling(List.of(other), List.of(), null, null));
        TrackingResult result = result(said(named, s -> s.parting(other, 20_000)));
        assertThat(result.samples())
                .allSatisfy(sample -> assertThat(sample.detection() != null).isEqualTo(sample.tMs() < 20_000));
    }

    @Test
    void splitAndMergedAgainEverybodyIsWhoTheyWere() {
        String other = at(OTHER);
        Amended split = said(nothing, s -> s.parting(other, 20_000));
        Amended merged = said(split, s -> s.merging(List.of(other, "p4")));
        assertThat(tracklets(merged).get(other)).hasSize(2);
        List<TrackedSample> before = result(nothing).samples();
        List<TrackedSample> after = result(merged).samples();
        for (int i = 0; i < before.size(); i++) {
            // What lies around a sight makes its edges better, and at the cut there now is less around it.
            assertThat(after.get(i).cx()).isCloseTo(before.get(i).cx(), within(0.01));
            assertThat(after.get(i).quality()).isEqualTo(before.get(i).quality());
        }
    }

    @Test
    void aChangeMeansTheSameAfterItWasStored() {
        Statement statement = new Statements(nothing).parting(at(OTHER), 20_000);
        Amendment stored = Json.read(Json.bytes(statement.meant()), Amendment.class);
        assertThat(bytes(nothing.with(stored))).isEqualTo(bytes(nothing.with(statement.meant())));
        assertThat(statement.summary()).isEqualTo("from 0:20 on " + at(OTHER) + " is somebody else");
    }

    @Test
    void inOtherDetectionsTheSamePeopleAreFoundAgain() {
        for (double fps : new double[] {2, 10}) {
            Stage again = new Stage(40, fps, 0.004).with(EARLY).with(LATE).with(OTHER);
            Amended fresh = Amended.none(again.association(), "other key");
            Statement named = new Statements(nothing).ruling(List.of(at(OTHER)), List.of(), null, null);
            Amended said = fresh.with(named.meant());
            assertThat(again.followed(said.decide().result(), OTHER))
                    .as("at " + fps + " samples a second")
                    .isGreaterThan(0.97);
            assertThat(again.followed(said.decide().result(), EARLY)).isZero();
            Statement split = new Statements(nothing).parting(at(OTHER), 20_000);
            Amended parted = said.with(split.meant());
            assertThat(parted.decide().result().samples())
                    .allSatisfy(sample -> assertThat(sample.detection() != null).isEqualTo(sample.tMs() < 20_000));
            Statement merged = new Statements(nothing).merging(List.of(at(EARLY), at(LATE)));
            assertThat(tracklets(fresh.with(merged.meant())).values()).anyMatch(names -> names.size() == 2);
        }
    }

    @Test
    void ofOtherPeopleAChangeSaysNothing() {
        Stage elsewhere = new Stage(40).with(Stage.standing(t -> 0.5, 0.6));
        Amended fresh = Amended.none(elsewhere.association(), "other key");
        for (Statement statement : List.of(
                new Statements(nothing).ruling(List.of(at(OTHER)), List.of(), null, null),
                new Statements(nothing).merging(List.of(at(EARLY), at(LATE))),
                new Statements(nothing).parting(at(OTHER), 20_000))) {
            assertThat(new PayloadV1(fresh.with(statement.meant()).decide().result(), META).json())
                    .as(statement.summary())
                    .isEqualTo(new PayloadV1(fresh.decide().result(), META).json());
        }
    }

    @Test
    void theTimesFollowedAddUpToTheMeasuredTrack() {
        Decision decision = nothing.decide();
        long measured = decision.result().samples().stream()
                .filter(s -> s.quality() == Quality.MEASURED)
                .count();
        assertThat(decision.followedMs().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(measured * 200);
    }

    @Test
    void whatMakesNoSenseIsRefusedWithASentence() {
        Statements statements = new Statements(nothing);
        String other = at(OTHER);
        refused(() -> statements.ruling(List.of(), List.of(), null, null), "both empty");
        refused(() -> statements.ruling(List.of("p99"), List.of(), null, null), "no person or tracklet p99");
        refused(
                () -> statements.ruling(List.of(other), List.of(other), null, null),
                "cannot be the instructor and never");
        refused(() -> statements.ruling(List.of(other), List.of(), 9L, 3L), "from 9 to 3 ms");
        refused(() -> statements.ruling(List.of(other), List.of(), 99_000L, null), "ends at 39800 ms");
        refused(() -> statements.merging(List.of(other, other)), "at least two");
        refused(() -> statements.parting(other, 0), "choose a moment between");
        refused(() -> statements.parting(other, 60_000), "choose a moment between");
    }

    private static void refused(Runnable said, String words) {
        assertThatThrownBy(said::run).isInstanceOf(InvalidAmendment.class).hasMessageContaining(words);
    }

    private interface Saying {
        Statement in(Statements statements);
    }

    private static Amended said(Amended now, Saying saying) {
        return now.with(saying.in(new Statements(now)).meant());
    }

    private static byte[] bytes(Amended amended) {
        return new PayloadV1(amended.decide().result(), META).json();
    }

    private static TrackingResult result(Amended amended) {
        return amended.decide().result();
    }

    /** The person who is where the actor is, when that one is first seen. */
    private String at(Stage.Actor actor) {
        for (Candidate candidate : nothing.association().candidates()) {
            Box box = candidate.person().first();
            var exact = actor.apply(box.seconds());
            if (exact != null && Math.abs(exact.centreX() - box.source().centreX()) < 0.03) {
                return candidate.id();
            }
        }
        throw new AssertionError("nobody is there");
    }

    private static PersonSummary summary(Amended amended, String id) {
        return amended.association().persons().stream()
                .filter(p -> p.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String trackletOf(Amended amended, String person) {
        return tracklets(amended).get(person).get(0);
    }

    private static Map<String, List<String>> tracklets(Amended amended) {
        return amended.association().persons().stream()
                .collect(Collectors.toMap(
                        PersonSummary::id,
                        p -> p.tracklets().stream().map(TrackletSummary::id).toList()));
    }
}
