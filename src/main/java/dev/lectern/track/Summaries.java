package dev.lectern.track;

import dev.lectern.detect.Detection;
import java.util.ArrayList;
import java.util.List;

/** Says in few numbers what is known of a person. */
final class Summaries {

    /** Who is back so soon was never away. */
    private static final long BREAK_MS = 3000;

    private static final double BORDER = 0.015;

    private Summaries() {}

    static PersonSummary of(Candidate candidate) {
        Person person = candidate.person();
        List<Box> boxes = person.boxes();
        return new PersonSummary(
                candidate.id(),
                candidate.score(),
                candidate.evidence().presence(),
                Math.round(candidate.evidence().seconds() * 1000),
                Stats.quantile(boxes.stream().mapToDouble(Box::h).toArray(), 0.5),
                LooksSummary.of(person.looks()),
                portrait(boxes),
                person.tracklets().stream().map(TrackletSummary::of).toList(),
                present(person),
                path(boxes));
    }

    /** When somebody was there, short breaks left out. */
    static List<Span> present(Person person) {
        List<Span> spans = new ArrayList<>();
        for (Tracklet tracklet : person.tracklets()) {
            long from = tracklet.first().tMs();
            long to = tracklet.last().tMs();
            int last = spans.size() - 1;
            if (last >= 0 && from - spans.get(last).toMs() <= BREAK_MS) {
                spans.set(last, new Span(spans.get(last).fromMs(), to));
            } else {
                spans.add(new Span(from, to));
            }
        }
        return spans;
    }

    /** Found surely, large, and not cut at a side: where a person shows best. */
    static Portrait portrait(List<Box> boxes) {
        Box best = boxes.get(0);
        for (Box box : boxes) {
            best = worth(box) > worth(best) ? box : best;
        }
        return new Portrait(best.tMs(), best.source());
    }

    private static double worth(Box box) {
        Detection seen = box.source();
        boolean cut = seen.x() < BORDER || seen.x() + seen.w() > 1 - BORDER;
        return box.score() * Math.sqrt(box.size()) * (cut ? 0.5 : 1);
    }

    private static List<PathPoint> path(List<Box> boxes) {
        int count = Math.min(PersonSummary.MOST_POINTS, boxes.size());
        List<PathPoint> path = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Box box = boxes.get(count == 1 ? 0 : (int) ((long) i * (boxes.size() - 1) / (count - 1)));
            path.add(new PathPoint(
                    box.tMs(),
                    Rounded.coordinate(box.source().centreX()),
                    Rounded.coordinate(box.source().centreY())));
        }
        return path;
    }
}
