package dev.lectern.bench;

import dev.lectern.bus.Addresses;
import dev.lectern.bus.JobHint;
import dev.lectern.job.Job;
import dev.lectern.job.JobState;
import dev.lectern.job.Step;
import dev.lectern.job.StepOutput;
import dev.lectern.job.TaskKind;
import dev.lectern.testing.Eventually;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * How well many slots share one recording, on a machine that has not as many processors: everything is real but the detector, which
 * waits for a fixed time instead of computing. What is lost is what the hand-over costs.
 */
final class SlotScaling {

    private static final int[] SLOTS = {1, 2, 4, 8, 16, 32};
    private static final int SEGMENTS = 192;
    private static final Duration WAIT = Duration.ofMillis(500);
    private static final double AIM = 0.9;

    private SlotScaling() {}

    static void run(Scores scores) throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%d segments of one recording, %d ms each instead of detecting, %d processors%n%6s %9s %11s%n",
                SEGMENTS,
                WAIT.toMillis(),
                Runtime.getRuntime().availableProcessors(),
                "slots",
                "seconds",
                "efficiency");
        double one = 0;
        boolean reached = true;
        for (int slots : SLOTS) {
            double seconds = run(slots);
            one = slots == 1 ? seconds : one;
            double efficiency = one / slots / seconds;
            reached &= efficiency >= AIM;
            System.out.printf(Locale.ROOT, "%6d %9.2f %11.3f%n", slots, seconds, efficiency);
            if (slots > 1) {
                scores.share("slots: efficiency of " + slots, efficiency, AIM);
            }
        }
        System.out.printf(Locale.ROOT, "aim %.1f: %s%n", AIM, reached ? "reached" : "missed");
    }

    private static double run(int slots) throws Exception {
        Map<TaskKind, Step> steps = Workshop.idleSteps(SEGMENTS);
        steps.put(TaskKind.DETECT, (input, context) -> {
            LockSupport.parkNanos(WAIT.toNanos());
            return StepOutput.bytes(new byte[] {1});
        });
        try (Workshop workshop = new Workshop()) {
            workshop.open(slots, steps);
            Job job = workshop.job();
            long begun = System.nanoTime();
            workshop.vertx().eventBus().send(Addresses.JOB_ADDED, new JobHint(job.id()));
            Eventually.becomes(
                    Duration.ofMinutes(5),
                    "the recording to be processed",
                    () -> workshop.store()
                                    .jobs()
                                    .find(job.id())
                                    .await()
                                    .orElseThrow()
                                    .state()
                            == JobState.COMPLETED);
            return (System.nanoTime() - begun) / 1e9;
        }
    }
}
