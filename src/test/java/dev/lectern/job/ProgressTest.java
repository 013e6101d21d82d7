package dev.lectern.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.lectern.testing.Inspections;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProgressTest {

    private static final Parameters PARAMETERS = new Parameters(5, 1);

    @Test
    void nothingDoneIsNothing() {
        assertThat(Progress.of(Pipeline.Made.nothing(), PARAMETERS, Map.of())).isZero();
    }

    @ParameterizedTest
    @EnumSource(Playability.class)
    void neverFallsAndStaysBelowOneWhileOneTaskAfterTheOtherIsDone(Playability playability) {
        oneTaskAfterTheOther(Inspections.of(4, true, playability));
    }

    @Test
    void neverFallsWhileAVideoIsMadeInPieces() {
        oneTaskAfterTheOther(Inspections.toEncode(70));
        oneTaskAfterTheOther(Inspections.toEncode(Inspections.ofSeconds(70), "opus"));
    }

    @Test
    void piecesWeighAsMuchAsTheWhole() {
        double whole = encoding(Inspections.of(600, true, Playability.TRANSCODE));
        double silent = encoding(Inspections.toEncode(600));
        Inspection loud = Inspections.toEncode(Inspections.ofSeconds(600), "opus");
        assertThat(silent).isCloseTo(whole, offset(1e-9));
        assertThat(encoding(loud)).isCloseTo(whole, offset(1e-9));

        Map<TaskName, Double> weights = Progress.weights(loud, PARAMETERS);
        assertThat(weights.get(TaskName.encode(0)))
                .as("the sound of all against one of thirty pieces of the pictures")
                .isBetween(weights.get(TaskName.encode(1)), 10 * weights.get(TaskName.encode(1)));
    }

    private static double encoding(Inspection inspection) {
        return Progress.weights(inspection, PARAMETERS).entrySet().stream()
                .filter(task ->
                        task.getKey().kind() == TaskKind.ENCODE || task.getKey().kind() == TaskKind.TRANSCODE)
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private static void oneTaskAfterTheOther(Inspection inspection) {
        Pipeline.Made made = Pipeline.Made.nothing();
        List<Double> seen = new ArrayList<>();
        boolean tracked = false;
        while (!tracked) {
            TaskName task = Pipeline.missing(made, PARAMETERS).get(0);
            for (double fraction : new double[] {0, 0.1, 0.5, 1}) {
                seen.add(Progress.of(made, PARAMETERS, Map.of(task, fraction)));
            }
            made = with(made, task, inspection);
            tracked = task.kind() == TaskKind.TRACK;
            seen.add(tracked ? 1 : Progress.of(made, PARAMETERS, Map.of()));
        }
        assertThat(seen).isSorted();
        assertThat(seen.subList(0, seen.size() - 1)).allMatch(progress -> progress >= 0 && progress < 1);
    }

    @Test
    void tasksUnderWayAddUp() {
        Pipeline.Made made = new Pipeline.Made(Inspections.ofSeconds(4), false, new BitSet());
        Map<TaskName, Double> running = new HashMap<>();
        double none = Progress.of(made, PARAMETERS, running);
        running.put(TaskName.detect(0), 0.5);
        double one = Progress.of(made, PARAMETERS, running);
        running.put(TaskName.detect(3), 0.5);
        double two = Progress.of(made, PARAMETERS, running);
        assertThat(two - one).isCloseTo(one - none, offset(1e-9));
        assertThat(two).isCloseTo(0.25, offset(0.02));
    }

    private static Pipeline.Made with(Pipeline.Made made, TaskName task, Inspection inspection) {
        BitSet detected = (BitSet) made.detected().clone();
        return switch (task.kind()) {
            case INSPECT -> new Pipeline.Made(inspection, false, detected);
            case ENCODE -> {
                BitSet encoded = (BitSet) made.encoded().clone();
                encoded.set(task.segment());
                yield new Pipeline.Made(inspection, false, detected, false, encoded);
            }
            case TRANSCODE -> new Pipeline.Made(inspection, true, detected);
            case DETECT -> {
                detected.set(task.segment());
                yield new Pipeline.Made(inspection, made.playable(), detected);
            }
            case TRACK, RENDER -> made;
        };
    }
}
