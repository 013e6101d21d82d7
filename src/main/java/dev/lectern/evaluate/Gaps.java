package dev.lectern.evaluate;

import dev.lectern.track.TrackedSample;
import java.util.List;

/**
 * Times without the instructor.
 *
 * @param overASecond how many of them last longer than a second
 * @param longestMs length of the longest in milliseconds; 0 if there is none
 */
public record Gaps(int overASecond, long longestMs) {

    private static final long LONG_MS = 1000;

    /** From the first lost point to the first after it that is not, or to the last sample. */
    static Gaps of(List<TrackedSample> samples) {
        int count = 0;
        long longest = 0;
        long start = -1;
        for (int i = 0; i < samples.size(); i++) {
            boolean lost = !samples.get(i).valid();
            long at = samples.get(i).tMs();
            if (lost && start < 0) {
                start = at;
            }
            if (start >= 0 && (!lost || i == samples.size() - 1)) {
                count += at - start > LONG_MS ? 1 : 0;
                longest = Math.max(longest, at - start);
                start = -1;
            }
        }
        return new Gaps(count, longest);
    }

    static Gaps of(Truth truth) {
        List<Long> lengths = truth.gaps().stream().map(Truth.Gap::length).toList();
        return new Gaps(
                (int) lengths.stream().filter(ms -> ms > LONG_MS).count(),
                lengths.stream().mapToLong(Long::longValue).max().orElse(0));
    }
}
