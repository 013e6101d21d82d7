package dev.lectern.bench;

import dev.lectern.detect.Appearance;
import dev.lectern.detect.Detection;
import dev.lectern.detect.FrameDetections;
import dev.lectern.job.Inspection;
import dev.lectern.testing.Inspections;
import dev.lectern.track.Association;
import dev.lectern.track.Corrections;
import dev.lectern.track.Ruling;
import dev.lectern.track.TrackerParameters;
import dev.lectern.track.Tracking;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Times the tracking of a made-up recording: two hours with 20 people, a third of whom walk in and out of the picture, all of whom are missed now
 * and then. Prints what it took by the clock and of the processor, and asserts nothing.
 */
final class TrackingBench {

    private static final int FPS = 5;
    private static final double HOURS = 2;
    private static final int PEOPLE = 20;

    private TrackingBench() {}

    static void run() {
        List<FrameDetections> frames = frames((int) (HOURS * 3600 * FPS), PEOPLE);
        Inspection inspection = Inspections.ofSeconds((int) (HOURS * 3600));
        for (String run : List.of("cold", "warm", "warm")) {
            Spell associating = new Spell();
            Association association = Tracking.associate(inspection, frames, TrackerParameters.DEFAULT);
            String associated = associating.took();
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

        private static long processor() {
            return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        }
    }

    private static List<FrameDetections> frames(int count, int people) {
        Random random = new Random(5);
        double[] phase = random.doubles(people, 0, 100).toArray();
        double[] period = random.doubles(people, 20, 80).toArray();
        double[] top = random.doubles(people, 0.3, 0.7).toArray();
        List<FrameDetections> frames = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            double t = (double) i / FPS;
            List<Detection> persons = new ArrayList<>();
            for (int p = 0; p < people; p++) {
                double walk = 0.5 + 0.6 * Math.sin((t + phase[p]) / period[p] * 2 * Math.PI);
                double cx = p % 3 == 0 ? walk : 0.05 + 0.88 * p / people;
                boolean away = (int) ((t + phase[p]) / 37 + p) % 7 == 0 || cx < 0.03 || cx > 0.96;
                double score = 0.3 + 0.4 * random.nextDouble();
                double x = cx - 0.03 + random.nextGaussian() * 0.002;
                double y = top[p] - 0.02 + random.nextGaussian() * 0.003;
                if (!away && random.nextDouble() > 0.05) {
                    Appearance looks = new Appearance(200L << 8 * (p % 8), 200L << 8 * (p / 2 % 8), 50L << 8 * (p % 4));
                    persons.add(new Detection(Math.max(0, x), y, 0.06, 0.25, score, looks));
                }
            }
            persons.sort(Comparator.comparingDouble(Detection::score).reversed());
            frames.add(new FrameDetections(1000L * i / FPS, persons));
        }
        return frames;
    }
}
