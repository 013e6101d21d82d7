package dev.lectern.bench;

import dev.lectern.detect.Appearance;
import dev.lectern.detect.Detection;
import dev.lectern.detect.FrameDetections;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** What might be detected in a lecture: people in their seats, and every third one walking in and out of the picture. */
final class InventedLecture {

    /** Frames per second. */
    static final int FPS = 5;

    private InventedLecture() {}

    /** So many frames of so many people, all of whom are missed now and then. */
    static List<FrameDetections> frames(int count, int people, int seed) {
        Random random = new Random(seed);
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
