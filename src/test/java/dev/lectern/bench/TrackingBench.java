package dev.lectern.bench;

import dev.lectern.detect.Appearance;
import dev.lectern.detect.Detection;
import dev.lectern.detect.FrameDetections;
import dev.lectern.job.Inspection;
import dev.lectern.job.Playability;
import dev.lectern.track.Association;
import dev.lectern.track.Corrections;
import dev.lectern.track.Ruling;
import dev.lectern.track.TrackerParameters;
import dev.lectern.track.Tracking;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Times the tracking of a made-up recording: so many hours with so many people (arguments; 2 and 20 if there are none), a third of
 * whom walk in and out of the picture, all of whom are missed now and then. Prints, and asserts nothing.
 */
public final class TrackingBench {

    private static final int FPS = 5;

    private TrackingBench() {}

    public static void main(String[] arguments) {
        double hours = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 2;
        int people = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
        List<FrameDetections> frames = frames((int) (hours * 3600 * FPS), people);
        Inspection inspection = new Inspection(
                1280,
                720,
                1280,
                720,
                0,
                25,
                false,
                (long) (hours * 3_600_000),
                0,
                1,
                "mp4",
                0,
                "h264",
                "yuv420p",
                null,
                false,
                true,
                Playability.AS_IS);
        for (String run : List.of("cold", "warm")) {
            long start = System.nanoTime();
            Association association = Tracking.associate(inspection, frames, TrackerParameters.DEFAULT);
            long associated = System.nanoTime();
            Tracking.choose(association, Corrections.NONE);
            long chosen = System.nanoTime();
            Tracking.choose(
                    association,
                    new Corrections(association.persons().get(1).tracklets().stream()
                            .map(t -> new Ruling(t.id(), true, null))
                            .toList()));
            long corrected = System.nanoTime();
            System.out.printf(
                    Locale.ROOT,
                    "%s: %.1f h, %d people, %d tracklets, %d persons: associated in %.1f s, chosen in %.2f s, corrected in %.2f s%n",
                    run,
                    hours,
                    people,
                    association.tracklets().size(),
                    association.persons().size(),
                    (associated - start) / 1e9,
                    (chosen - associated) / 1e9,
                    (corrected - chosen) / 1e9);
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
