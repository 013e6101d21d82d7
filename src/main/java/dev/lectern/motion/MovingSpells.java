package dev.lectern.motion;

import java.util.ArrayList;
import java.util.List;

/**
 * When somebody walks: a run of speeds above a low limit that reaches a high one somewhere (hysteresis as in Canny 1986, the same
 * forwards and backwards in time), and that leads somewhere. Walks with less than a moment between them are one.
 *
 * @param high body heights per second: 0.15 is 0.25 m/s for somebody of 1.7 m
 * @param low body heights per second
 * @param extent body heights between the ends of the area that a walk covers; less is a gesture
 * @param pause seconds
 */
record MovingSpells(double high, double low, double extent, double pause) {

    static final MovingSpells USUAL = new MovingSpells(0.15, 0.06, 0.25, 0.7);

    /** Strides from the first up to, not including, the second. */
    record Spell(int from, int to) {}

    /**
     * Finds the walks.
     *
     * @param speeds of each stride in body heights per second
     * @param seconds length of a stride
     * @param x where strides begin and end, in body heights; one more than speeds
     * @param y likewise
     * @return in order of time
     */
    List<Spell> find(double[] speeds, double seconds, double[] x, double[] y) {
        List<Spell> spells = new ArrayList<>();
        for (Spell run : joined(runs(speeds), seconds)) {
            if (Math.hypot(range(x, run), range(y, run)) >= extent) {
                spells.add(run);
            }
        }
        return spells;
    }

    private List<Spell> runs(double[] speeds) {
        List<Spell> runs = new ArrayList<>();
        for (int i = 0; i < speeds.length; i++) {
            int from = i;
            double fastest = 0;
            while (i < speeds.length && speeds[i] > low) {
                fastest = Math.max(fastest, speeds[i++]);
            }
            if (fastest > high) {
                runs.add(new Spell(from, i));
            }
        }
        return runs;
    }

    private List<Spell> joined(List<Spell> runs, double seconds) {
        List<Spell> joined = new ArrayList<>();
        for (Spell run : runs) {
            Spell last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && (run.from() - last.to()) * seconds < pause) {
                joined.set(joined.size() - 1, new Spell(last.from(), run.to()));
            } else {
                joined.add(run);
            }
        }
        return joined;
    }

    private static double range(double[] values, Spell spell) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = spell.from(); i <= spell.to(); i++) {
            least = Math.min(least, values[i]);
            most = Math.max(most, values[i]);
        }
        return most - least;
    }
}
