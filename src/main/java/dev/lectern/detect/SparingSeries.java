package dev.lectern.detect;

import dev.lectern.detect.Steadiness.Sight;
import dev.lectern.detect.Steadiness.Unseen;
import dev.lectern.detect.Steadiness.Way;
import dev.lectern.job.TaskFailure;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Looks at the first and the last frame of each group, and at the one in the middle and so on for both halves, until what is between needs no
 * look, see {@link Steadiness}: there the persons are taken to be on the straight line. So what is seen depends on the frames of the
 * group alone.
 */
final class SparingSeries implements Series {

    private final Lookout lookout;
    private final Steadiness steadiness;
    private final int groupCells;
    private final List<ByteBuffer> free = new ArrayList<>();
    private final List<Taken> group = new ArrayList<>();
    private ByteBuffer next;
    private long groupNumber = -1;

    private record Taken(long tMs, ByteBuffer pixels, Sketch sketch) {}

    SparingSeries(Lookout lookout, Steadiness steadiness, int groupCells) {
        this.lookout = lookout;
        this.steadiness = steadiness;
        this.groupCells = groupCells;
        this.next = allocate();
    }

    private ByteBuffer allocate() {
        // On the heap: a group is tens of megabytes, and direct memory would wait for a collection that may not come
        // for long.
        return ByteBuffer.allocate(lookout.frameBytes());
    }

    @Override
    public ByteBuffer frame() {
        return next;
    }

    @Override
    public List<FrameDetections> took(long tMs, long cell) throws TaskFailure {
        long number = cell / groupCells;
        List<FrameDetections> seen = number == groupNumber ? List.of() : end();
        groupNumber = number;
        group.add(new Taken(tMs, next, Sketch.of(next, lookout.frameWidth(), lookout.frameHeight())));
        next = free.isEmpty() ? allocate() : free.remove(free.size() - 1);
        return seen;
    }

    @Override
    public List<FrameDetections> end() throws TaskFailure {
        if (group.isEmpty()) {
            return List.of();
        }
        FrameDetections[] seen = new FrameDetections[group.size()];
        int last = seen.length - 1;
        look(0, seen);
        if (last > 0) {
            look(last, seen);
            fill(0, last, seen);
        }
        group.forEach(taken -> free.add(taken.pixels()));
        group.clear();
        return List.of(seen);
    }

    /** Fills what is between two frames that were looked at. */
    private void fill(int first, int last, FrameDetections[] seen) throws TaskFailure {
        if (last - first < 2) {
            return;
        }
        Optional<List<Way>> steady = steadiness.between(sight(first, seen), sight(last, seen), unseen(first, last));
        if (steady.isPresent()) {
            fill(first, last, steady.get(), seen);
            return;
        }
        int middle = (first + last) / 2;
        look(middle, seen);
        fill(first, middle, seen);
        fill(middle, last, seen);
    }

    private void fill(int first, int last, List<Way> ways, FrameDetections[] seen) {
        for (int at = first + 1; at < last; at++) {
            Taken taken = group.get(at);
            List<Detection> persons = ways.stream()
                    .map(way -> way.at(taken.tMs()))
                    .sorted(Comparator.comparingDouble(Detection::score).reversed())
                    .toList();
            seen[at] = FrameDetections.notLookedAt(taken.tMs(), persons, lookout.view(taken.pixels()));
        }
    }

    private void look(int at, FrameDetections[] seen) throws TaskFailure {
        seen[at] = lookout.look(group.get(at).tMs(), group.get(at).pixels());
    }

    private Sight sight(int at, FrameDetections[] seen) {
        return new Sight(seen[at], group.get(at).sketch());
    }

    private List<Unseen> unseen(int first, int last) {
        return group.subList(first + 1, last).stream()
                .map(taken -> new Unseen(taken.tMs(), taken.sketch()))
                .toList();
    }
}
