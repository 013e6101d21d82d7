package dev.lectern.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What benchmarks measured, as one table: what, ours, the peer or the limit, the ratio of the two, what the ratio or the figure is to be,
 * and whether it is. Ratios are those of one run, so that they say the same on a slow machine.
 */
final class Scores {

    private static final String ROW = "%-58s %14s %14s %8s %10s  %s%n";

    private final List<Line> lines = new ArrayList<>();

    /**
     * A row.
     *
     * @param other of the peer, or the limit
     * @param ratio ours to the other; NaN if there is none
     * @param pass null if nothing was promised
     */
    private record Line(String what, String ours, String other, double ratio, String target, Boolean pass) {}

    /** A figure that is to be below a limit. */
    void below(String what, double ours, double limit, String unit) {
        add(what, figure(ours, unit), figure(limit, unit), ours / limit, "< 1", ours < limit);
    }

    /** A figure that is to reach a limit. */
    void atLeast(String what, double ours, double limit, String unit) {
        add(what, figure(ours, unit), figure(limit, unit), ours / limit, ">= 1", ours >= limit);
    }

    /** A figure that is to be some times that of a peer, more being better. */
    void against(String what, double ours, double peer, String unit, double ratio) {
        add(
                what,
                figure(ours, unit),
                figure(peer, unit),
                ours / peer,
                String.format(Locale.ROOT, ">= %.2f", ratio),
                ours / peer >= ratio);
    }

    /** A ratio that is to be reached, of things that were told in detail before. */
    void share(String what, double ratio, double least) {
        add(what, "", "", ratio, String.format(Locale.ROOT, ">= %.2f", least), ratio >= least);
    }

    /** A ratio that is not to be exceeded, of two times, for example. */
    void part(String what, double ours, double other, String unit, double most) {
        add(
                what,
                figure(ours, unit),
                figure(other, unit),
                ours / other,
                String.format(Locale.ROOT, "<= %.2f", most),
                ours / other <= most);
    }

    /** A figure beside that of a peer, of which nothing was promised. */
    void beside(String what, double ours, double peer, String unit) {
        add(what, figure(ours, unit), figure(peer, unit), ours / peer, "", null);
    }

    /** A figure of which nothing was promised. */
    void stated(String what, double ours, String unit) {
        add(what, figure(ours, unit), "", Double.NaN, "", null);
    }

    /** That something could not be measured, and why. */
    void skipped(String what, String why) {
        add(what, "skipped", why, Double.NaN, "", null);
    }

    private void add(String what, String ours, String other, double ratio, String target, Boolean pass) {
        lines.add(new Line(what, ours, other, ratio, target, pass));
    }

    /** Where the next row will stand, for {@link #print(PrintStream, int)}. */
    int size() {
        return lines.size();
    }

    /** Prints the rows from a place on. */
    void print(PrintStream out, int from) {
        out.printf(ROW, "what", "ours", "peer or limit", "ratio", "target", "pass");
        for (Line line : lines.subList(from, lines.size())) {
            out.printf(
                    ROW,
                    line.what(),
                    line.ours(),
                    line.other(),
                    Double.isNaN(line.ratio()) ? "" : String.format(Locale.ROOT, "%.2f", line.ratio()),
                    line.target(),
                    line.pass() == null ? "" : line.pass() ? "yes" : "NO");
        }
    }

    private static String figure(double value, String unit) {
        String form = value >= 1_000 ? "%,.0f %s" : value >= 100 ? "%.0f %s" : "%.2f %s";
        return String.format(Locale.ROOT, form, value, unit).strip();
    }
}
