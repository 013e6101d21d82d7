package dev.lectern.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lectern.track.ResultDocument;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WalkTest {

    @Test
    void theBoxIsWhereItWasMeasured() {
        Moment moment = Results.walk("mmm").at(200);
        assertThat(moment.seen()).isTrue();
        assertThat(moment.box().x()).isCloseTo(0.2, within(1e-9));
        assertThat(moment.box().w()).isCloseTo(0.1, within(1e-9));
        assertThat(moment.box().y()).isCloseTo(0.3, within(1e-9));
    }

    @Test
    void betweenTwoSamplesTheBoxIsOnTheLineBetweenThem() {
        Moment moment = Results.walk("mmm").at(250);
        assertThat(moment.box().x()).isCloseTo(0.225, within(1e-9));
        assertThat(moment.seen()).isTrue();
    }

    @Test
    void anInterpolatedBoxIsThereButWasNotSeen() {
        Walk walk = Results.walk("miim");
        for (long tMs : new long[] {200, 300, 400}) {
            assertThat(walk.at(tMs).box()).as("at %d", tMs).isNotNull();
            assertThat(walk.at(tMs).seen()).as("at %d", tMs).isFalse();
        }
        assertThat(walk.at(200).box().cx()).isCloseTo(0.25, within(1e-6));
        assertThat(walk.at(300).box().w()).isCloseTo(0.1, within(1e-6));
        assertThat(walk.at(90).seen()).as("nearer to the one that was seen").isTrue();
        assertThat(walk.at(110).seen()).isFalse();
    }

    @Test
    void aLostInstructorHasNoBox() {
        Walk walk = Results.walk("mllm");
        assertThat(walk.at(0).box()).isNotNull();
        for (long tMs = 110; tMs < 490; tMs += 10) {
            assertThat(walk.at(tMs).box()).as("at %d", tMs).isNull();
            assertThat(walk.at(tMs).seen()).isFalse();
        }
        assertThat(walk.at(90).box())
                .as("beside a lost one it stays where it was")
                .isEqualTo(walk.at(0).box());
        assertThat(walk.at(510).box()).isEqualTo(walk.at(600).box());
    }

    @Test
    void theTrailOfALostInstructorFadesOut() {
        Walk walk = Results.walk("mmm" + "l".repeat(60));
        double before = 2;
        for (long tMs = 600; tMs < 400 + Walk.TRAIL_MS; tMs += 500) {
            Moment moment = walk.at(tMs);
            assertThat(moment.trail()).isNotEmpty();
            double strongest = moment.trail().stream()
                    .mapToDouble(Moment.Step::strength)
                    .max()
                    .orElseThrow();
            assertThat(strongest).isLessThan(before).isBetween(0.0, 1.0);
            before = strongest;
        }
        assertThat(walk.at(400 + Walk.TRAIL_MS).trail()).isEmpty();
    }

    @Test
    void theTrailIsNotDrawnWhereNobodyKnows() {
        Moment moment = Results.walk("mmllmm").at(1000);
        assertThat(moment.trail().stream().map(Moment.Step::joined).toList())
                .containsExactly(false, true, false, true, true);
        assertThat(moment.trail().get(1).x()).as("not smoothed across the gap").isLessThan(0.3);
    }

    @Test
    void theTrailEndsWhereTheBoxIsNow() {
        Moment moment = Results.walk("mmmm").at(450);
        Moment.Step now = moment.trail().get(moment.trail().size() - 1);
        assertThat(now.strength()).isEqualTo(1);
        assertThat(now.x()).isEqualTo(moment.box().cx());
    }

    @Test
    void beyondTheSamplesNothingIsKnown() {
        Walk walk = Results.walk("mmm");
        assertThat(walk.at(500).box()).isNotNull();
        assertThat(walk.at(700).box()).isNull();
        assertThat(Results.walk("").at(0)).satisfies(moment -> {
            assertThat(moment.box()).isNull();
            assertThat(moment.trail()).isEmpty();
        });
    }

    @Test
    void membersOfADocumentThatAreNotKnownChangeNothing() {
        byte[] document = ResultDocument.gzipped(
                "{\"more\":[1],\"trackPoints\":[],\"frameDetections\":[]}".getBytes(StandardCharsets.UTF_8));
        assertThat(Walk.read(document).samples()).isEmpty();
    }
}
