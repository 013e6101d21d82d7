package dev.lectern.track;

import dev.lectern.detect.Appearance;
import dev.lectern.detect.Detection;
import dev.lectern.detect.FrameDetections;
import dev.lectern.job.Inspection;
import dev.lectern.job.Playability;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleFunction;

/** A room drawn with boxes, in which everybody's identity is known. A picture is 1280x720 and looked at five times a second. */
final class Stage {

    static final Inspection INSPECTION = new Inspection(
            1280,
            720,
            1280,
            720,
            0,
            25,
            false,
            60_000,
            59_960,
            1500,
            "mp4",
            0,
            "h264",
            "yuv420p",
            null,
            false,
            true,
            Playability.AS_IS);

    private final List<Actor> actors = new ArrayList<>();
    private final double seconds;
    private final double fps;
    private final double wobble;

    /** Where somebody is at a time in seconds; null if not to be seen. */
    interface Actor extends DoubleFunction<Detection> {}

    Stage(double seconds) {
        this(seconds, 5, 0.004);
    }

    Stage(double seconds, double fps, double wobble) {
        this.seconds = seconds;
        this.fps = fps;
        this.wobble = wobble;
    }

    Stage with(Actor actor) {
        actors.add(actor);
        return this;
    }

    /** A standing person, 0.12 wide and 0.5 high, whose centre moves as the function says. */
    static Actor standing(DoubleFunction<Double> cx, double score) {
        return t -> box(cx.apply(t), 0.4, 0.12, 0.5, score);
    }

    /** The same person in clothes of these hues, from 0 (red) to 7. */
    static Actor dressed(int upper, int lower, Actor actor) {
        Appearance clothes = new Appearance(240L << 8 * (7 - upper), 240L << 8 * (7 - lower), 0x0505050505050505L);
        return t -> {
            Detection d = actor.apply(t);
            return d == null ? null : new Detection(d.x(), d.y(), d.w(), d.h(), d.score(), clothes);
        };
    }

    /** The same person only from one time to another. */
    static Actor during(double from, double to, Actor actor) {
        return t -> t >= from && t < to ? actor.apply(t) : null;
    }

    /** Somebody who stays in one place sways and leans; only pictures do not. */
    static Actor swaying(Actor actor) {
        return t -> {
            Detection d = actor.apply(t);
            return d == null ? null : box(d.centreX() + 0.01 * Math.sin(0.9 * t), d.centreY(), d.w(), d.h(), d.score());
        };
    }

    /** A pupil in the first row, cut by the lower border. */
    static Actor seated(double cx, double score) {
        return swaying(t -> box(cx, 0.8, 0.18, 0.4, score));
    }

    static Detection box(double cx, double cy, double w, double h, double score) {
        double left = Math.max(0, cx - w / 2);
        double right = Math.min(1, cx + w / 2);
        double top = Math.max(0, cy - h / 2);
        double bottom = Math.min(1, cy + h / 2);
        // A tenth of the body must show.
        return right - left < w * 0.2 ? null : new Detection(left, top, right - left, bottom - top, score);
    }

    /** To and fro between two places, once in so many seconds. */
    static double pace(double t, double from, double to, double period) {
        double phase = t / period % 1;
        return from + (to - from) * (phase < 0.5 ? 2 * phase : 2 - 2 * phase);
    }

    List<FrameDetections> frames() {
        // One source of noise for each, so that one more actor shakes nobody else.
        List<Random> noise = new ArrayList<>();
        for (int i = 0; i < actors.size(); i++) {
            noise.add(new Random(7 + i));
        }
        List<FrameDetections> frames = new ArrayList<>();
        for (int i = 0; i < seconds * fps; i++) {
            List<Detection> persons = new ArrayList<>();
            for (int a = 0; a < actors.size(); a++) {
                Random random = noise.get(a);
                Detection exact = actors.get(a).apply(i / fps);
                double dx = random.nextGaussian() * wobble;
                double dy = random.nextGaussian() * wobble;
                double ds = random.nextGaussian() * 0.03;
                if (exact != null) {
                    persons.add(shaken(exact, dx, dy, ds));
                }
            }
            persons.sort(Comparator.comparingDouble(Detection::score).reversed());
            frames.add(new FrameDetections(Math.round(i * 1000 / fps), persons));
        }
        return frames;
    }

    Association association() {
        return Tracking.associate(INSPECTION, frames(), TrackerParameters.DEFAULT);
    }

    TrackingResult result() {
        return Tracking.track(INSPECTION, frames(), TrackerParameters.DEFAULT);
    }

    /** Share of the samples with the actor in sight that are measured at the actor's place. */
    double followed(TrackingResult result, Actor actor) {
        int there = 0;
        int right = 0;
        for (TrackedSample sample : result.samples()) {
            Detection exact = actor.apply(sample.tMs() / 1000.0);
            if (exact != null) {
                there++;
                right += sample.detection() != null
                                && Math.abs(sample.cx() - exact.centreX()) < 0.03
                                && Math.abs(sample.cy() - exact.centreY()) < 0.03
                        ? 1
                        : 0;
            }
        }
        return (double) right / there;
    }

    private static Detection shaken(Detection d, double dx, double dy, double ds) {
        double x = Math.max(0, d.x() + dx);
        double y = Math.max(0, d.y() + dy);
        double score = Math.max(0.05, Math.min(1, d.score() + ds));
        return new Detection(
                grid(x),
                grid(y),
                grid(Math.min(1 - x, d.w())),
                grid(Math.min(1 - y, d.h())),
                grid(score),
                d.appearance());
    }

    private static double grid(double value) {
        return Math.floor(value * 65_535) / 65_535;
    }
}
