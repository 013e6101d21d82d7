package dev.lectern.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.testing.Inspections;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecastTest {

    private static final Instant T0 = Instant.parse("2026-11-22T10:00:00Z");
    private static final Parameters PARAMETERS = new Parameters(5, 60);
    /** Seconds that a forecast may be out at the very end, where a fifth is next to nothing. */
    private static final double SLACK = 5;

    /**
     * A machine without a clock: slots that take the first missing task, need so long for each kind, and say every second how far
     * they are.
     */
    private static final class Machine {
        private final Forecast forecast = new Forecast(PARAMETERS);
        private final Inspection inspection;
        private final Map<TaskName, Double> cost = new HashMap<>();
        private final Map<TaskName, Double> spent = new HashMap<>();
        private final List<TaskName> slots = new ArrayList<>();
        private final List<double[]> told = new ArrayList<>();
        private final BitSet detected = new BitSet();
        private final BitSet encoded = new BitSet();
        private boolean playable;
        private boolean tracked;
        private double now;

        private Machine(int slots, Inspection inspection, double transcode, double detect) {
            this.inspection = inspection;
            for (int i = 0; i < slots; i++) {
                this.slots.add(null);
            }
            Progress.weights(inspection, PARAMETERS)
                    .forEach((task, weight) -> cost.put(
                            task,
                            switch (task.kind()) {
                                case ENCODE, TRANSCODE -> weight * transcode;
                                default -> weight * detect;
                            }));
            forecast.inspected(inspection);
        }

        private Pipeline.Made made() {
            return new Pipeline.Made(inspection, playable, detected, false, encoded);
        }

        private Instant time() {
            return T0.plus(Duration.ofMillis(Math.round(now * 1000)));
        }

        private Machine run() {
            double beat = 0.1;
            for (int step = 0; !tracked; step++) {
                for (int i = 0; i < slots.size(); i++) {
                    work(i, beat);
                }
                now += beat;
                if (step % 10 == 9 && !tracked) {
                    spent.forEach((task, seconds) -> {
                        if (slots.contains(task)) {
                            forecast.moved(task, seconds / cost.get(task), time());
                        }
                    });
                    Long eta = forecast.seconds(made(), time());
                    told.add(new double[] {now, done(), eta == null ? Double.NaN : eta});
                }
            }
            return this;
        }

        private void work(int slot, double beat) {
            if (slots.get(slot) == null) {
                Pipeline.missing(made(), PARAMETERS).stream()
                        .filter(task -> !slots.contains(task))
                        .findFirst()
                        .ifPresent(task -> {
                            slots.set(slot, task);
                            spent.put(task, 0.0);
                            forecast.began(task, time());
                        });
            }
            TaskName task = slots.get(slot);
            if (task != null && spent.merge(task, beat, Double::sum) >= cost.get(task)) {
                slots.set(slot, null);
                forecast.ended(task, true, time());
                switch (task.kind()) {
                    case ENCODE -> encoded.set(task.segment());
                    case TRANSCODE -> playable = true;
                    case DETECT -> detected.set(task.segment());
                    default -> tracked = true;
                }
            }
        }

        private double done() {
            double all = cost.values().stream().mapToDouble(seconds -> seconds).sum();
            return spent.entrySet().stream()
                            .mapToDouble(task -> Math.min(task.getValue(), cost.get(task.getKey())))
                            .sum()
                    / all;
        }
    }

    @ParameterizedTest(name = "{0} slots, {1} s, {2}, transcode {3}, detect {4}")
    @CsvSource({
        "1, 600, AS_IS, 1, 1",
        "2, 600, AS_IS, 1, 3",
        "3, 3600, AS_IS, 1, 10",
        "4, 5400, AS_IS, 1, 2",
        "8, 1850, AS_IS, 1, 5",
        "1, 3600, REMUX, 1, 4",
        "1, 1800, TRANSCODE, 3, 3",
        "2, 1800, TRANSCODE, 3, 3",
        "2, 3600, TRANSCODE, 12, 3",
        "2, 3600, TRANSCODE, 2, 8",
        "3, 5400, TRANSCODE, 20, 5",
        "4, 2400, TRANSCODE, 4, 9",
        "8, 7200, TRANSCODE, 9, 9"
    })
    void theForecastIsGoodToAFifthAfterATenthOfTheWork(
            int slots, int seconds, Playability playability, double transcode, double detect) {
        Machine machine = new Machine(slots, Inspections.of(seconds, true, playability), transcode, detect).run();
        assertThat(machine.told).hasSizeGreaterThan(20);
        for (double[] told : machine.told) {
            double left = machine.now - told[0];
            if (told[1] >= 0.1) {
                assertThat(told[2])
                        .as("at %.1f s, %.0f %% done, %.1f s left", told[0], told[1] * 100, left)
                        .isBetween(left * 0.8 - SLACK, left * 1.2 + SLACK);
            }
        }
    }

    @Test
    void tellsNothingBeforeAnythingWasMeasured() {
        Forecast forecast = new Forecast(PARAMETERS);
        assertThat(forecast.seconds(Pipeline.Made.nothing(), T0)).isNull();
        Inspection inspection = Inspections.ofSeconds(600);
        forecast.began(TaskName.INSPECT, T0);
        forecast.ended(TaskName.INSPECT, true, T0.plusSeconds(5));
        forecast.inspected(inspection);
        assertThat(forecast.seconds(new Pipeline.Made(inspection, false, new BitSet()), T0.plusSeconds(5)))
                .isNull();
    }

    @Test
    void aMachineThatBecomesSlowerIsBelievedSoon() {
        Forecast forecast = new Forecast(PARAMETERS);
        Inspection inspection = Inspections.ofSeconds(6000);
        forecast.inspected(inspection);
        Pipeline.Made made = new Pipeline.Made(inspection, false, new BitSet());
        Instant now = T0;
        for (int segment = 0; segment < 20; segment++) {
            int seconds = segment < 10 ? 20 : 60;
            forecast.began(TaskName.detect(segment), now);
            now = now.plusSeconds(seconds);
            forecast.ended(TaskName.detect(segment), true, now);
            made.detected().set(segment);
        }
        assertThat(forecast.seconds(made, now)).isBetween(4_000L, 80 * 60L + 60);
    }

    @Test
    void soundSaysNothingOfHowLongPicturesTake() {
        Forecast forecast = new Forecast(PARAMETERS);
        Inspection inspection = Inspections.toEncode(Inspections.ofSeconds(1800), "opus");
        int pieces = PiecePlan.of(inspection).size() - 1;
        forecast.inspected(inspection);
        Pipeline.Made made = new Pipeline.Made(inspection, false, new BitSet(), false, new BitSet());
        made.detected().set(0, SegmentPlan.of(inspection, PARAMETERS).size());
        TaskName sound = TaskName.encode(0);
        Instant now = T0;
        forecast.began(sound, now);
        assertThat(forecast.seconds(made, now)).isNull();
        forecast.moved(sound, 0.01, now.plusSeconds(3));
        assertThat(forecast.seconds(made, now.plusSeconds(3)))
                .as("as nothing else is known yet")
                .isNotNull();
        for (int piece = 1; piece <= 30; piece++) {
            forecast.began(TaskName.encode(piece), now);
            now = now.plusSeconds(10);
            forecast.ended(TaskName.encode(piece), true, now);
            made.encoded().set(piece);
        }
        forecast.ended(sound, true, now);
        made.encoded().set(0);
        forecast.began(TaskName.encode(31), now);
        forecast.began(TaskName.encode(32), now);

        int left = (pieces - 30) * 10 / 2;
        assertThat(forecast.seconds(made, now)).isBetween((long) left, left * 5L / 4);
        // Two slots, each of which gets through 20 s in 10.
        assertThat(forecast.picturesPerSecond(TaskKind.ENCODE, inspection)).isBetween(99.0, 101.0);
    }

    @Test
    void saysHowManyPicturesASecondAllSlotsTogether() {
        Forecast forecast = new Forecast(PARAMETERS);
        Inspection inspection = Inspections.of(600, true, Playability.TRANSCODE);
        forecast.inspected(inspection);
        forecast.began(TaskName.TRANSCODE, T0);
        forecast.began(TaskName.detect(0), T0);
        forecast.began(TaskName.detect(1), T0);
        assertThat(forecast.picturesPerSecond(TaskKind.DETECT, inspection)).isNull();
        Instant now = T0.plusSeconds(10);
        forecast.moved(TaskName.TRANSCODE, 0.1, now);
        forecast.moved(TaskName.detect(0), 0.5, now);
        forecast.moved(TaskName.detect(1), 0.5, now);
        assertThat(forecast.picturesPerSecond(TaskKind.TRANSCODE, inspection)).isEqualTo(150);
        assertThat(forecast.picturesPerSecond(TaskKind.DETECT, inspection)).isEqualTo(30);
        assertThat(forecast.picturesPerSecond(TaskKind.TRACK, inspection)).isNull();
    }

    @Test
    void whatDoesNotMoveIsNoProgress() {
        Forecast forecast = new Forecast(PARAMETERS);
        forecast.began(TaskName.INSPECT, T0);
        assertThat(forecast.moved(TaskName.INSPECT, 0, T0.plusSeconds(1))).isFalse();
        assertThat(forecast.moved(TaskName.INSPECT, 0.5, T0.plusSeconds(2))).isTrue();
        assertThat(forecast.moved(TaskName.INSPECT, 0.5, T0.plusSeconds(3))).isFalse();
        assertThat(forecast.moved(TaskName.INSPECT, 0.4, T0.plusSeconds(4))).isFalse();
    }
}
