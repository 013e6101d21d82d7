package dev.lectern.motion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where the feet of the instructor of a test recording really were: a script moved them. */
final class FootTruth {

    /** In picture heights; null if nobody is in the room. */
    private record Moment(double seconds, double[] foot, boolean visible) {}

    private final List<Moment> moments;

    private FootTruth(List<Moment> moments) {
        this.moments = moments;
    }

    static FootTruth read(Path file) throws IOException {
        JsonNode root = new ObjectMapper().readTree(file.toFile());
        double aspect = root.get("width").asDouble() / root.get("height").asDouble();
        List<Moment> moments = new ArrayList<>();
        for (JsonNode node : root.get("track")) {
            JsonNode foot = node.path("foot");
            double[] at = foot.isArray()
                    ? new double[] {foot.get(0).asDouble() * aspect, foot.get(1).asDouble()}
                    : null;
            moments.add(new Moment(
                    node.get("tMs").asLong() / 1000.0, at, !node.get("bbox").isNull()));
        }
        return new FootTruth(moments);
    }

    /** Way while at least a tenth of the body shows, and while it does not for less than so many seconds. */
    double pathHeights(double longestGap) {
        double way = 0;
        double sinceVisible = 0;
        boolean seen = false;
        double lastVisible = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < moments.size(); i++) {
            Moment now = moments.get(i);
            if (i > 0 && now.foot() != null && moments.get(i - 1).foot() != null) {
                sinceVisible += distance(moments.get(i - 1).foot(), now.foot());
            }
            if (now.visible()) {
                way += seen && now.seconds() - lastVisible <= longestGap ? sinceVisible : 0;
                sinceVisible = 0;
                seen = true;
                lastVisible = now.seconds();
            }
        }
        return way;
    }

    /** Beginnings and ends of the times in which the feet do not move for at least so many seconds. */
    List<double[]> stands(double seconds) {
        List<double[]> stands = new ArrayList<>();
        int first = 0;
        for (int i = 1; i <= moments.size(); i++) {
            boolean moves = i == moments.size()
                    || moments.get(i).foot() == null
                    || moments.get(first).foot() == null
                    || distance(moments.get(first).foot(), moments.get(i).foot()) > 1e-3;
            if (moves) {
                double from = moments.get(first).seconds();
                double to = moments.get(i - 1).seconds();
                if (moments.get(first).foot() != null && to - from >= seconds) {
                    stands.add(new double[] {from, to});
                }
                first = i;
            }
        }
        return stands;
    }

    private static double distance(double[] a, double[] b) {
        return Math.hypot(b[0] - a[0], b[1] - a[1]);
    }
}
