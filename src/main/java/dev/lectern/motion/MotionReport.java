package dev.lectern.motion;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Positions and metrics of one person in one recording; docs/metrics.md defines each of them.
 *
 * @param settings what was said about the room
 * @param bodyHeight median height of the person's boxes in picture heights; 0 if never seen
 * @param whole all of the recording
 * @param heights speeds in picture heights per second
 * @param metres speeds in metres per second, over the time with a known place on the floor; null without calibration
 * @param zones in the order of the settings
 * @param timeline five minutes each, from the start of the recording to its last sample
 * @param points one for every sighting
 */
public record MotionReport(
        MotionSettings settings,
        double bodyHeight,
        Activity whole,
        Speeds heights,
        Speeds metres,
        List<ZoneReport> zones,
        List<TimelinePart> timeline,
        List<SmoothedPoint> points) {

    private static final long PART_MS = 300_000;

    public MotionReport {
        Objects.requireNonNull(settings);
        Objects.requireNonNull(whole);
        Objects.requireNonNull(heights);
        zones = List.copyOf(zones);
        timeline = List.copyOf(timeline);
        points = List.copyOf(points);
    }

    /**
     * Measures. Takes well under a second for hours of sightings.
     *
     * @param sightings every sampled frame in order of time
     * @param aspect width of the upright picture by its height
     * @param settings what is known of the room
     * @throws IllegalArgumentException if the frames are not in strictly rising order of time
     */
    public static MotionReport of(List<Sighting> sightings, double aspect, MotionSettings settings) {
        Homography floor = settings.floor() == null ? null : settings.floor().homography();
        Spans spans = Spans.of(sightings, aspect);
        List<Stride> strides = Strides.of(spans, aspect, floor);
        List<ZoneStays> stays = settings.zones().stream()
                .map(zone -> ZoneStays.of(zone, strides, spans.bodyHeight(), aspect))
                .toList();
        List<ZoneReport> zones = new ArrayList<>();
        for (int z = 0; z < stays.size(); z++) {
            ZoneStays stay = stays.get(z);
            zones.add(new ZoneReport(settings.zones().get(z), stay.seconds(strides), stay.visits()));
        }
        ActivitySum whole = new ActivitySum(aspect, stays.size());
        for (int i = 0; i < strides.size(); i++) {
            whole.add(strides.get(i), i, stays);
        }
        return new MotionReport(
                settings,
                spans.bodyHeight(),
                whole.activity(),
                Speeds.of(strides.stream()
                        .map(s -> new Speeds.Step(s.heights(), s.seconds(), s.moving()))
                        .toList()),
                floor == null
                        ? null
                        : Speeds.of(strides.stream()
                                .filter(s -> !Double.isNaN(s.metres()))
                                .map(s -> new Speeds.Step(s.metres(), s.seconds(), s.moving()))
                                .toList()),
                zones,
                timeline(sightings, strides, stays, aspect),
                SmoothedPoints.of(sightings, spans, aspect, floor));
    }

    private static List<TimelinePart> timeline(
            List<Sighting> sightings, List<Stride> strides, List<ZoneStays> stays, double aspect) {
        long end = sightings.isEmpty() ? 0 : sightings.get(sightings.size() - 1).tMs();
        List<TimelinePart> parts = new ArrayList<>();
        int next = 0;
        for (long from = 0; from < end; from += PART_MS) {
            long to = Math.min(from + PART_MS, end);
            ActivitySum sum = new ActivitySum(aspect, stays.size());
            while (next < strides.size() && (to == end || strides.get(next).middle() * 1000 < to)) {
                sum.add(strides.get(next), next, stays);
                next++;
            }
            parts.add(new TimelinePart(from, to, sum.activity()));
        }
        return parts;
    }
}
