package dev.lectern.bench;

import dev.lectern.detect.FrameDetections;
import dev.lectern.job.Inspection;
import dev.lectern.testing.Inspections;
import dev.lectern.track.Association;
import dev.lectern.track.Corrections;
import dev.lectern.track.Ruling;
import dev.lectern.track.TrackerParameters;
import dev.lectern.track.Tracking;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/**
 * Times the tracking of a made-up recording: two hours with 20 people, a third of whom walk in and out of the picture, all of whom are missed now
 * and then. Prints what it took by the clock and of the processor, and asserts nothing.
 */
final class TrackingBench {

    private static final int FPS = InventedLecture.FPS;
    private static final int SEED = 5;
    private static final double HOURS = 2;
    private static final int PEOPLE = 20;
    private static final double LIMIT = 20;

    private TrackingBench() {}

    static void run(Scores scores) {
        List<FrameDetections> frames = InventedLecture.frames((int) (HOURS * 3600 * FPS), PEOPLE, SEED);
        Inspection inspection = Inspections.ofSeconds((int) (HOURS * 3600));
        for (String run : List.of("cold", "warm", "warm")) {
            Spell associating = new Spell();
            Association association = Tracking.associate(inspection, frames, TrackerParameters.DEFAULT);
            String associated = associating.took();
            if (run.equals("cold")) {
                scores.below("tracking: 2 h with 20 people associated", associating.seconds(), LIMIT, "s");
            }
            Spell choosing = new Spell();
            Tracking.choose(association, Corrections.NONE);
            String chosen = choosing.took();
            Spell correcting = new Spell();
            Tracking.choose(
                    association,
                    new Corrections(association.persons().get(1).tracklets().stream()
                            .map(t -> new Ruling(t.id(), true, null))
                            .toList()));
            System.out.printf(
                    Locale.ROOT,
                    "%s: %.0f h, %d people, %d tracklets, %d persons: associated in %s, chosen in %s, corrected in %s%n",
                    run,
                    HOURS,
                    PEOPLE,
                    association.tracklets().size(),
                    association.persons().size(),
                    associated,
                    chosen,
                    correcting.took());
        }
    }

    /** All of it is done on one thread. */
    private static final class Spell {
        private final long wall = System.nanoTime();
        private final long processor = processor();

        String took() {
            return String.format(
                    Locale.ROOT,
                    "%.2f s (%.2f s of the processor)",
                    (System.nanoTime() - wall) / 1e9,
                    (processor() - processor) / 1e9);
        }

        double seconds() {
            return (System.nanoTime() - wall) / 1e9;
        }

        private static long processor() {
            return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        }
    }
}
