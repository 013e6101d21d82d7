package dev.lectern.track;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.lectern.detect.Detection;
import dev.lectern.motion.MotionJson;
import dev.lectern.motion.MotionReport;
import dev.lectern.motion.MotionSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/**
 * The tracking result as dashboards and scripts read it: {@code coordinateSystem, video, processingMeta, frameDetections,
 * trackPoints, derivedMetrics, motion}, and what {@link FindingsJson} adds. Nulls are written, numbers are rounded, and the same
 * result gives the same bytes.
 *
 * @param result where the instructor was
 * @param meta how that was found out
 * @param room what somebody said about the room
 */
public record PayloadV1(TrackingResult result, ProcessingMeta meta, MotionSettings room) {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int INSTRUCTOR = 1;
    private static final int FPS_DECIMALS = 3;
    private static final int CONFIDENCE_DECIMALS = 4;
    private static final int METRIC_DECIMALS = 6;
    private static final int BYTES_PER_SAMPLE = 190;

    public PayloadV1 {
        Objects.requireNonNull(result);
        Objects.requireNonNull(meta);
        Objects.requireNonNull(room);
    }

    /** The payload for a room of which nothing was said. */
    public PayloadV1(TrackingResult result, ProcessingMeta meta) {
        this(result, meta, MotionSettings.NONE);
    }

    /** The payload in UTF-8. */
    public byte[] json() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(
                2048 + BYTES_PER_SAMPLE * result.samples().size());
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("coordinateSystem", "normalized");
            writeVideo(json);
            writeMeta(json);
            json.writeArrayFieldStart("frameDetections");
            for (TrackedSample sample : result.samples()) {
                writeDetection(json, sample);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("trackPoints");
            for (TrackedSample sample : result.samples()) {
                writePoint(json, sample);
            }
            json.writeEndArray();
            writeMetrics(json, result.metrics());
            if (result.findings() != null) {
                new FindingsJson(json).write(result.findings());
            }
            // Last, as where it is put when it is made anew.
            MotionJson.write(json, MotionReport.of(Sightings.of(result), Sightings.aspect(result), room));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    private void writeVideo(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("video");
        json.writeNumberField("width", result.width());
        json.writeNumberField("height", result.height());
        write(json, "fps", result.fps(), FPS_DECIMALS);
        json.writeEndObject();
    }

    private void writeMeta(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("processingMeta");
        json.writeStringField("detector", meta.detector());
        json.writeStringField("detectorRuntime", meta.detectorRuntime());
        json.writeStringField("detectorVersion", meta.detectorVersion());
        json.writeStringField("modelSource", meta.modelSource());
        json.writeStringField("tracker", meta.tracker());
        writeMap(json, "trackerParams", meta.trackerParams());
        writeMap(json, "cleaning", meta.cleaning());
        if (!meta.secondLook().isEmpty()) {
            writeMap(json, "secondLook", meta.secondLook());
        }
        if (!meta.sparing().isEmpty()) {
            writeMap(json, "sparing", meta.sparing());
        }
        json.writeEndObject();
    }

    private static void writeMap(JsonGenerator json, String name, Map<String, Object> map) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Object> entry : map.entrySet()) {
            if (entry.getValue() instanceof Double number) {
                write(json, entry.getKey(), number, METRIC_DECIMALS);
            } else {
                json.writeObjectField(entry.getKey(), entry.getValue());
            }
        }
        json.writeEndObject();
    }

    private static void writeDetection(JsonGenerator json, TrackedSample sample) throws IOException {
        json.writeStartObject();
        json.writeNumberField("tMs", sample.tMs());
        Detection seen = sample.detection();
        if (seen == null) {
            json.writeNullField("bbox");
            json.writeNullField("conf");
        } else {
            writeBox(json, seen);
            write(json, "conf", seen.score(), CONFIDENCE_DECIMALS);
        }
        json.writeEndObject();
    }

    /** As {@code bbox}. The far edges are rounded and not the sizes, so that a box at the border does not stick out. */
    static void writeBox(JsonGenerator json, Detection seen) throws IOException {
        double x = Rounded.coordinate(seen.x());
        double y = Rounded.coordinate(seen.y());
        json.writeObjectFieldStart("bbox");
        write(json, "x", x, Rounded.COORDINATE);
        write(json, "y", y, Rounded.COORDINATE);
        write(json, "w", Rounded.coordinate(seen.x() + seen.w()) - x, Rounded.COORDINATE);
        write(json, "h", Rounded.coordinate(seen.y() + seen.h()) - y, Rounded.COORDINATE);
        json.writeEndObject();
    }

    private static void writePoint(JsonGenerator json, TrackedSample sample) throws IOException {
        json.writeStartObject();
        json.writeNumberField("tMs", sample.tMs());
        json.writeNumberField("trackId", INSTRUCTOR);
        write(json, "cx", sample.cx(), Rounded.COORDINATE);
        write(json, "cy", sample.cy(), Rounded.COORDINATE);
        json.writeStringField("quality", sample.quality().label());
        json.writeEndObject();
    }

    /** Each metric under the two names that clients know. */
    private static void writeMetrics(JsonGenerator json, DerivedMetrics metrics) throws IOException {
        json.writeObjectFieldStart("derivedMetrics");
        write(json, "coverage", metrics.coverage(), METRIC_DECIMALS);
        json.writeNumberField("gapCount", metrics.gapCount());
        json.writeNumberField("longestGapMs", metrics.longestGapMs());
        write(json, "distance", metrics.distance(), METRIC_DECIMALS);
        write(json, "jitter", metrics.jitter(), METRIC_DECIMALS);
        write(json, "coveragePercent", metrics.coverage() * 100, METRIC_DECIMALS - 2);
        json.writeNumberField("gapsCount", metrics.gapCount());
        write(json, "longestGapSec", metrics.longestGapMs() / 1000.0, 3);
        write(json, "totalDistance", metrics.distance(), METRIC_DECIMALS);
        json.writeEndObject();
    }

    static void write(JsonGenerator json, String name, double value, int decimals) throws IOException {
        json.writeFieldName(name);
        json.writeNumber(Rounded.text(value, decimals));
    }
}
