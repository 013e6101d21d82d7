package dev.lectern.evaluate;

import dev.lectern.detect.Detection;
import dev.lectern.track.TrackedSample;
import java.util.List;
import java.util.Map;

/**
 * What a way of following made of a recording.
 *
 * @param instructor one sample for every sampled frame, in order of time
 * @param persons everybody it told apart, the instructor first: for each what was seen of it by the index of the sampled frame, from 0
 */
public record Followed(List<TrackedSample> instructor, List<Map<Integer, Detection>> persons) {

    public Followed {
        instructor = List.copyOf(instructor);
        persons = persons.stream().map(Map::copyOf).toList();
    }
}
