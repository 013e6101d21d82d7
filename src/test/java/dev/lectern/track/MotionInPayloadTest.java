package dev.lectern.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lectern.motion.FloorCalibration;
import dev.lectern.motion.MotionSettings;
import dev.lectern.motion.Point;
import dev.lectern.motion.StoredTrack;
import dev.lectern.motion.Zone;
import java.io.ByteArrayInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The metrics with units as a part of the result, when it is made and when somebody says more about the room. */
class MotionInPayloadTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MotionSettings ROOM = new MotionSettings(
            List.of(new Zone(
                    "Board \"left\"",
                    Zone.Kind.BOARD,
                    null,
                    List.of(new Point(0, 0), new Point(0.5, 0), new Point(0.5, 1), new Point(0, 1)))),
            new FloorCalibration(List.of(
                    new FloorCalibration.Mark(0.1, 0.9, 0, 0),
                    new FloorCalibration.Mark(0.9, 0.9, 6, 0),
                    new FloorCalibration.Mark(0.8, 0.6, 6, 4),
                    new FloorCalibration.Mark(0.2, 0.6, 0, 4))));

    @Test
    void everyMetricIsThereWithItsUnit() throws Exception {
        JsonNode motion = data(document(ROOM)).get("motion");
        assertThat(motion.get("floorCalibrated").asBoolean()).isTrue();
        assertThat(motion.get("distanceHeights").asDouble()).isGreaterThan(3);
        assertThat(motion.get("distanceMetres").asDouble()).isGreaterThan(3);
        assertThat(motion.get("presentSeconds").asDouble()).isCloseTo(37, within(0.5));
        assertThat(motion.at("/speed/p95HeightsPerSecond").asDouble()).isBetween(0.1, 0.3);
        assertThat(motion.at("/speed/meanMovingMetresPerSecond").asDouble()).isPositive();
        assertThat(motion.at("/shares/left").asDouble()
                        + motion.at("/shares/middle").asDouble()
                        + motion.at("/shares/right").asDouble())
                .isCloseTo(1, within(1e-3));
        JsonNode zone = motion.get("zones").get(0);
        assertThat(zone.get("name").asText()).isEqualTo("Board \"left\"");
        assertThat(zone.get("kind").asText()).isEqualTo("board");
        assertThat(zone.get("share").asDouble()).isBetween(0.3, 0.7);
        assertThat(zone.get("visits")).hasSize(zone.get("visitCount").asInt()).isNotEmpty();
        assertThat(motion.get("timeline")).hasSize(1);
        assertThat(motion.at("/timeline/0/zoneSeconds/0")).isEqualTo(zone.get("seconds"));
    }

    @Test
    void everySampleHasItsRow() throws Exception {
        JsonNode data = data(document(ROOM));
        JsonNode points = data.at("/motion/smoothedPoints");
        assertThat(points).hasSameSizeAs(data.get("trackPoints"));
        for (int i = 0; i < points.size(); i++) {
            assertThat(points.get(i)).hasSameSizeAs(data.at("/motion/smoothedColumns"));
            assertThat(points.get(i).get(0)).isEqualTo(data.at("/trackPoints/" + i + "/tMs"));
        }
        assertThat(points.get(0).get(1).asDouble())
                .isCloseTo(data.at("/trackPoints/0/cx").asDouble(), within(0.01));
        assertThat(points.get(60).get(1).isNull()).isTrue();
    }

    @Test
    void whatIsNotKnownIsNull() throws Exception {
        JsonNode motion = data(document(MotionSettings.NONE)).get("motion");
        assertThat(motion.get("distanceMetres").isNull()).isTrue();
        assertThat(motion.at("/speed/maxMetresPerSecond").isNull()).isTrue();
        assertThat(motion.get("zones")).isEmpty();
        assertThat(motion.get("smoothedColumns")).hasSize(7);
    }

    @Test
    void aStoredResultMeasuredAgainIsTheSame() throws Exception {
        byte[] document = document(ROOM);
        assertThat(StoredTrack.remeasured(document, ROOM)).isEqualTo(document);
    }

    @Test
    void otherSettingsChangeTheMetricsAndNothingElse() throws Exception {
        byte[] before = document(MotionSettings.NONE);
        byte[] after = StoredTrack.remeasured(before, ROOM);
        assertThat(after).isEqualTo(document(ROOM));
        assertThat(StoredTrack.remeasured(after, MotionSettings.NONE)).isEqualTo(before);
        ObjectNode without = (ObjectNode) data(after);
        without.remove("motion");
        ObjectNode expected = (ObjectNode) data(before);
        expected.remove("motion");
        assertThat(without).isEqualTo(expected);
    }

    @Test
    void aResultFromBeforeThereWereSuchMetricsGetsThem() throws Exception {
        ObjectNode old = (ObjectNode) JSON.readTree(document(MotionSettings.NONE));
        ((ObjectNode) old.get("data")).remove("motion");
        assertThat(data(StoredTrack.remeasured(JSON.writeValueAsBytes(old), ROOM)))
                .isEqualTo(data(document(ROOM)));
    }

    @Test
    void whatIsNoResultIsRefused() {
        assertThatThrownBy(() -> StoredTrack.read("{\"data\":{}}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UncheckedIOException.class);
    }

    private static byte[] document(MotionSettings room) throws Exception {
        TrackingResult result = new Stage(40)
                .with(t -> t > 10 && t < 13
                        ? null
                        : Stage.standing(x -> Stage.pace(x, 0.2, 0.8, 12), 0.6).apply(t))
                .result();
        ProcessingMeta meta = ProcessingMeta.of("d", "r", "1", "m", TrackerParameters.DEFAULT);
        byte[] gzipped = ResultDocument.gzipped(new PayloadV1(result, meta, room).json());
        return new GZIPInputStream(new ByteArrayInputStream(gzipped)).readAllBytes();
    }

    private static JsonNode data(byte[] document) throws Exception {
        return JSON.readTree(document).get("data");
    }
}
