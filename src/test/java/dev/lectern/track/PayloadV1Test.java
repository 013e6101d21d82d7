package dev.lectern.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lectern.detect.Detection;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PayloadV1Test {

    private static final ProcessingMeta META = ProcessingMeta.of(
            "nanodet",
            "onnxruntime-cpu",
            "g-1",
            "npm:@vladmandic/human@1.8.5",
            new TrackerParameters(0.35, 0.3, 0.1, 1.6, 5));

    @Test
    void everyKeyOfTheContractIsThereAndNullsAreWritten() {
        Detection seen = new Detection(0.3, 0.3, 0.1, 0.5, 0.81234567);
        List<TrackedSample> samples = GapFill.fill(new long[] {0, 200}, new Detection[] {seen, null}, 5);
        byte[] json = payload(samples, 30_000 / 1001.0);
        assertThat(new String(json, StandardCharsets.UTF_8)).startsWith("""
                        {"coordinateSystem":"normalized",\
                        "video":{"width":1280,"height":720,"fps":29.97},\
                        "processingMeta":{"detector":"nanodet","detectorRuntime":"onnxruntime-cpu","detectorVersion":"g-1",\
                        "modelSource":"npm:@vladmandic/human@1.8.5","tracker":"lectern-offline-4",\
                        "trackerParams":{"strongScore":0.35,"birthScore":0.3,"weakScore":0.1,"coastSeconds":1.6},\
                        "cleaning":{"edgeRepair":"running medians of 7 boxes and 2 s","interpolation":"linear","gapLimitSamples":5}},\
                        "frameDetections":[{"tMs":0,"bbox":{"x":0.3,"y":0.3,"w":0.1,"h":0.5},"conf":0.8123},\
                        {"tMs":200,"bbox":null,"conf":null}],\
                        "trackPoints":[{"tMs":0,"trackId":1,"cx":0.35,"cy":0.55,"quality":"measured"},\
                        {"tMs":200,"trackId":1,"cx":0.35,"cy":0.55,"quality":"lost"}],\
                        "derivedMetrics":{"coverage":0.5,"gapCount":1,"longestGapMs":0,"distance":0.0,"jitter":0.0,\
                        "coveragePercent":50.0,"gapsCount":1,"longestGapSec":0.0,"totalDistance":0.0},\
                        "motion":{""");
    }

    @Test
    void aBoxAtTheBorderDoesNotStickOut() throws Exception {
        for (int i = 1; i < 2000; i++) {
            double x = i / 65_535.0;
            Detection seen = new Detection(x, x, 1 - x, 1 - x, 1);
            JsonNode box = new ObjectMapper()
                    .readTree(payload(GapFill.fill(new long[] {0}, new Detection[] {seen}, 5), 25))
                    .at("/frameDetections/0/bbox");
            assertThat(box.get("x").decimalValue().add(box.get("w").decimalValue()))
                    .isLessThanOrEqualTo(BigDecimal.ONE);
        }
    }

    @Test
    void bothNamesOfEachMetricSayTheSame() throws Exception {
        TrackingResult result = new Stage(20)
                .with(t -> t > 8 && t < 11
                        ? null
                        : Stage.standing(x -> Stage.pace(x, 0.2, 0.8, 12), 0.6).apply(t))
                .result();
        JsonNode metrics =
                new ObjectMapper().readTree(new PayloadV1(result, META).json()).get("derivedMetrics");
        assertThat(metrics.get("gapCount").asInt())
                .isEqualTo(1)
                .isEqualTo(metrics.get("gapsCount").asInt());
        assertThat(metrics.get("totalDistance")).isEqualTo(metrics.get("distance"));
        assertThat(metrics.get("longestGapSec").asDouble() * 1000)
                .isEqualTo(metrics.get("longestGapMs").asDouble());
        assertThat(metrics.get("coveragePercent").asDouble())
                .isCloseTo(metrics.get("coverage").asDouble() * 100, within(1e-3));
    }

    @Test
    void whoWasFoundIsWrittenDown() throws Exception {
        Stage.Actor walker = Stage.dressed(5, 0, Stage.standing(t -> Stage.pace(t, 0.2, 0.8, 12), 0.6));
        TrackingResult result =
                new Stage(20).with(walker).with(Stage.seated(0.5, 0.8)).result();
        JsonNode data = new ObjectMapper().readTree(new PayloadV1(result, META).json());
        assertThat(data.at("/instructor/persons")).hasSize(1);
        assertThat(data.at("/instructor/confidence").asDouble()).isGreaterThan(0.5);
        assertThat(data.at("/instructor/reasons/0").asText()).isEqualTo("Followed for 20 s, 100 % of the recording.");
        assertThat(data.at("/instructor/alternatives/0/reason").asText()).contains("cut by the lower border");
        assertThat(data.at("/instructor/secondTeacher").isNull()).isTrue();
        assertThat(data.get("personsFound").asInt()).isEqualTo(2);
        JsonNode person = data.get("persons").get(1);
        assertThat(person.get("id")).isEqualTo(data.at("/instructor/persons/0"));
        assertThat(person.at("/looks/upper").asText()).isEqualTo("blue");
        assertThat(person.at("/looks/lower").asText()).isEqualTo("red");
        assertThat(person.at("/looks/shares")).hasSize(24);
        assertThat(person.at("/portrait/bbox/h").asDouble()).isCloseTo(0.5, within(0.01));
        assertThat(person.at("/tracklets/0/id").asText()).isEqualTo("t0-1");
        assertThat(person.get("path").size()).isEqualTo(PersonSummary.MOST_POINTS);
        assertThat(person.at("/present/0/toMs").asLong()).isEqualTo(19_800);
        assertThat(data.at("/quality/measured").asDouble()).isEqualTo(1);
    }

    @Test
    void theSameResultGivesTheSameBytes() {
        assertThat(stageBytes()).isEqualTo(stageBytes());
    }

    @Test
    void numbersArePlain() {
        assertThat(Rounded.text(-0.000001, 5)).isEqualTo("0.0");
        assertThat(Rounded.text(0.00001, 5)).isEqualTo("0.00001");
        assertThat(Rounded.text(25, 3)).isEqualTo("25.0");
        assertThat(Rounded.text(1200, 3)).isEqualTo("1200.0");
        assertThatThrownBy(() -> Rounded.text(Double.NaN, 3)).isInstanceOf(ArithmeticException.class);
    }

    private static byte[] stageBytes() {
        TrackingResult result = new Stage(20)
                .with(Stage.standing(t -> Stage.pace(t, 0.2, 0.8, 12), 0.6))
                .with(Stage.seated(0.3, 0.8))
                .result();
        return new PayloadV1(result, META).json();
    }

    private static byte[] payload(List<TrackedSample> samples, double fps) {
        return new PayloadV1(new TrackingResult(1280, 720, fps, samples, DerivedMetrics.of(samples)), META).json();
    }
}
