package dev.lectern.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.testing.Inspections;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineTest {

    private static final Parameters ONE_SECOND_SEGMENTS = new Parameters(5, 1);

    @Test
    void aRecordingOfWhichNothingIsKnownMissesItsInspection() {
        assertThat(Pipeline.missing(Pipeline.Made.nothing(), Parameters.DEFAULT))
                .containsExactly(TaskName.INSPECT);
    }

    @ParameterizedTest(name = "{0}, playable {1}, detected {2}: {3}")
    @CsvSource({
        "AS_IS,     false, '',      detect/0000 detect/0001 detect/0002",
        "AS_IS,     false, '0',     detect/0001 detect/0002",
        "AS_IS,     false, '1',     detect/0000 detect/0002",
        "AS_IS,     false, '0 2',   detect/0001",
        "AS_IS,     false, '0 1 2', track",
        "AS_IS,     true,  '0 1 2', track",
        "REMUX,     false, '',      transcode detect/0000 detect/0001 detect/0002",
        "REMUX,     false, '0 1 2', transcode",
        "REMUX,     true,  '0 1',   detect/0002",
        "REMUX,     true,  '0 1 2', track",
        "TRANSCODE, false, '',      transcode detect/0000 detect/0001 detect/0002",
        "TRANSCODE, false, '0 1 2', transcode",
        "TRANSCODE, true,  '',      detect/0000 detect/0001 detect/0002",
        "TRANSCODE, true,  '0 1 2', track",
    })
    void theRestFollowsFromWhatExists(Playability playability, boolean playable, String detected, String missing) {
        Pipeline.Made made = new Pipeline.Made(Inspections.of(3, true, playability), playable, bits(detected));
        assertThat(Pipeline.missing(made, ONE_SECOND_SEGMENTS))
                .extracting(TaskName::toString)
                .containsExactly(missing.split(" "));
    }

    @ParameterizedTest(name = "playable {0}, encoded {1}: {2}")
    @CsvSource({
        "false, '',    encode/0000 encode/0001 detect/0000",
        "false, '1',   encode/0000 detect/0000",
        "false, '0 1', transcode detect/0000",
        "true,  '',    detect/0000",
    })
    void aVideoIsJoinedWhenAllItsPiecesExist(boolean playable, String encoded, String missing) {
        Pipeline.Made made = new Pipeline.Made(Inspections.toEncode(42), playable, new BitSet(), false, bits(encoded));
        assertThat(Pipeline.missing(made, new Parameters(5, 60)))
                .extracting(TaskName::toString)
                .containsExactly(missing.split(" "));
    }

    @ParameterizedTest(name = "encoded {0}: {1}")
    @CsvSource({
        "'',      encode/0000 encode/0001 encode/0002 detect/0000",
        "'1 2',   encode/0000 detect/0000",
        "'0 1 2', transcode detect/0000",
    })
    void soundThatMustBeEncodedIsTheFirstOfThePieces(String encoded, String missing) {
        Inspection loud = Inspections.toEncode(Inspections.ofSeconds(42), "opus");
        Pipeline.Made made = new Pipeline.Made(loud, false, new BitSet(), false, bits(encoded));
        assertThat(Pipeline.missing(made, new Parameters(5, 60)))
                .extracting(TaskName::toString)
                .containsExactly(missing.split(" "));
    }

    @Test
    void aLongRecordingIsLookedAtHereAndThereFirstThenMadePlayableAndThenLookedAtWhole() {
        Inspection inspection = Inspections.of(8, true, Playability.TRANSCODE);
        assertThat(Pipeline.missing(new Pipeline.Made(inspection, false, new BitSet()), ONE_SECOND_SEGMENTS))
                .extracting(TaskName::toString)
                .containsExactly(
                        "detect/0000",
                        "detect/0004",
                        "detect/0002",
                        "detect/0006",
                        "transcode",
                        "detect/0001",
                        "detect/0005",
                        "detect/0003",
                        "detect/0007");
        assertThat(Pipeline.missing(new Pipeline.Made(inspection, true, bits("0 1 2 4")), ONE_SECOND_SEGMENTS))
                .extracting(TaskName::toString)
                .containsExactly("detect/0006", "detect/0005", "detect/0003", "detect/0007");
    }

    @Test
    void doingWhatIsMissingLeadsToTheTrackAndNeverInCircles() {
        for (Playability playability : Playability.values()) {
            Inspection inspection = Inspections.of(4, true, playability);
            BitSet detected = new BitSet();
            boolean playable = false;
            int done = 0;
            List<TaskName> missing;
            do {
                missing = Pipeline.missing(new Pipeline.Made(inspection, playable, detected), ONE_SECOND_SEGMENTS);
                TaskName next = missing.get(missing.size() - 1);
                playable |= next.kind() == TaskKind.TRANSCODE;
                if (next.kind() == TaskKind.DETECT) {
                    detected.set(next.segment());
                }
                done++;
            } while (!missing.equals(List.of(TaskName.TRACK)));
            assertThat(done).isEqualTo(playability == Playability.AS_IS ? 5 : 6);
        }
    }

    private static BitSet bits(String set) {
        BitSet bits = new BitSet();
        IntStream indices = set.isEmpty()
                ? IntStream.empty()
                : Arrays.stream(set.split(" ")).mapToInt(Integer::parseInt);
        indices.forEach(bits::set);
        return bits;
    }
}
