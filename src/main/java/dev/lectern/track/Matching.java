package dev.lectern.track;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Chooses among links so that everybody has at most one predecessor and one successor and the sum is least, where having no
 * successor costs {@link Reunion#LIMIT}. The likeliest pair first is not the best of all: who walks behind a pillar again and again may
 * resemble the one after next more than the next.
 *
 * <p>Links that have nobody in common, directly or through others, are independent of each other and are solved each for itself. A
 * group so large that the optimum would take long is solved by the likeliest pair first; then there are scraps by the hundred,
 * and no solution is right.
 */
final class Matching {

    private static final int LARGEST_GROUP = 400;

    private static final Comparator<Link> LIKELIEST =
            Comparator.comparingDouble(Link::cost).thenComparingInt(Link::from).thenComparingInt(Link::to);

    private Matching() {}

    /** The links to be used. Ends are numbers below {@code count}. */
    static List<Link> of(List<Link> links, int count) {
        List<Link> used = new ArrayList<>();
        for (List<Link> group : groups(links, count)) {
            int[] rows = group.stream().mapToInt(Link::from).distinct().sorted().toArray();
            int[] columns =
                    group.stream().mapToInt(Link::to).distinct().sorted().toArray();
            used.addAll(
                    Math.max(rows.length, columns.length) > LARGEST_GROUP
                            ? likeliestFirst(group)
                            : optimal(group, rows, columns));
        }
        return used;
    }

    private static List<Link> optimal(List<Link> group, int[] rows, int[] columns) {
        double[][] cost = new double[rows.length][columns.length];
        for (double[] row : cost) {
            Arrays.fill(row, Reunion.LIMIT);
        }
        for (Link link : group) {
            cost[Arrays.binarySearch(rows, link.from())][Arrays.binarySearch(columns, link.to())] = link.cost();
        }
        int[] columnOfRow = Assignment.solve(cost, Reunion.LIMIT);
        List<Link> used = new ArrayList<>();
        for (int row = 0; row < rows.length; row++) {
            if (columnOfRow[row] >= 0) {
                used.add(new Link(rows[row], columns[columnOfRow[row]], cost[row][columnOfRow[row]]));
            }
        }
        return used;
    }

    private static List<Link> likeliestFirst(List<Link> group) {
        List<Link> used = new ArrayList<>();
        TreeSet<Integer> from = new TreeSet<>();
        TreeSet<Integer> to = new TreeSet<>();
        for (Link link : group.stream().sorted(LIKELIEST).toList()) {
            if (!from.contains(link.from()) && !to.contains(link.to())) {
                from.add(link.from());
                to.add(link.to());
                used.add(link);
            }
        }
        return used;
    }

    /** Links that share a predecessor or a successor belong together. */
    private static Iterable<List<Link>> groups(List<Link> links, int count) {
        // A person is two: the one that vanishes and, behind all of those, the one that appears.
        int[] group = new int[2 * count];
        Arrays.setAll(group, i -> i);
        for (Link link : links) {
            group[root(group, link.from())] = root(group, count + link.to());
        }
        Map<Integer, List<Link>> byGroup = new LinkedHashMap<>();
        for (Link link : links) {
            byGroup.computeIfAbsent(root(group, link.from()), g -> new ArrayList<>())
                    .add(link);
        }
        return byGroup.values();
    }

    private static int root(int[] group, int i) {
        int root = i;
        while (group[root] != root) {
            group[root] = group[group[root]];
            root = group[root];
        }
        return root;
    }
}
