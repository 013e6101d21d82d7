package dev.lectern.people;

import dev.lectern.detect.Appearance;
import dev.lectern.detect.Detection;
import dev.lectern.detect.FrameDetections;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * What would be detected in a made-up lecture: somebody teaches and walks to and fro, somebody else helps, some sit in front, some
 * come by. All are missed now and then.
 *
 * @param seconds how long it is
 * @param seated how many sit
 * @param passing how many come by
 */
record Lecture(int seconds, int seated, int passing) {

    /** Two who are there all the time, and nobody else. */
    static final Lecture SMALL = new Lecture(60, 0, 0);

    /** As long and as full as what must be followed within two seconds. */
    static final Lecture HOUR = new Lecture(3600, 6, 4);

    List<FrameDetections> frames(double fps) {
        Random random = new Random(11);
        List<FrameDetections> frames = new ArrayList<>();
        for (int i = 0; i < seconds * fps; i++) {
            double t = i / fps;
            List<Detection> persons = new ArrayList<>();
            see(persons, random, teacher(t), 0.36, 0.11, 0.5, 1);
            see(persons, random, 0.87 + 0.02 * Math.sin(t / 3), 0.38, 0.1, 0.46, 5);
            for (int s = 0; s < seated; s++) {
                see(persons, random, 0.1 + 0.75 * s / seated + 0.004 * Math.sin(t / 7 + s), 0.82, 0.1, 0.3, s % 8);
            }
            for (int p = 0; p < passing; p++) {
                double walk = (t + 97 * p) % (140 + 31 * p) / 9;
                if (walk < 1.1) {
                    see(persons, random, walk - 0.05, 0.6, 0.09, 0.4, (p + 3) % 8);
                }
            }
            persons.sort(Comparator.comparingDouble(Detection::score).reversed());
            frames.add(new FrameDetections(Math.round(t * 1000), persons));
        }
        return frames;
    }

    private static double teacher(double t) {
        double phase = t / 23 % 1;
        return 0.2 + 0.5 * (phase < 0.5 ? 2 * phase : 2 - 2 * phase);
    }

    private static void see(List<Detection> persons, Random random, double cx, double cy, double w, double h, int hue) {
        double left = step(Math.max(0, cx - w / 2 + 0.003 * random.nextGaussian()));
        double right = step(Math.min(1, left + w));
        double top = step(Math.max(0, cy - h / 2 + 0.003 * random.nextGaussian()));
        double bottom = step(Math.min(1, top + h));
        double score = step(Math.max(0.2, Math.min(0.95, 0.65 + 0.08 * random.nextGaussian())));
        if (random.nextInt(40) > 0 && right - left > 0.3 * w) {
            Appearance clothes = new Appearance(240L << 8 * (7 - hue), 240L << 8 * hue, 0x0505050505050505L);
            persons.add(new Detection(left, top, right - left, bottom - top, score, clothes));
        }
    }

    private static double step(double value) {
        return Math.floor(value * 65_535) / 65_535;
    }
}
