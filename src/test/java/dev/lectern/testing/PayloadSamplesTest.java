package dev.lectern.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lectern.detect.Detection;
import dev.lectern.track.DerivedMetrics;
import dev.lectern.track.PayloadV1;
import dev.lectern.track.ProcessingMeta;
import dev.lectern.track.Quality;
import dev.lectern.track.TrackedSample;
import dev.lectern.track.TrackerParameters;
import dev.lectern.track.TrackingResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class PayloadSamplesTest {

    @Test
    void whatWasWrittenIsRead() throws Exception {
        List<TrackedSample> samples = List.of(
                new TrackedSample(0, new Detection(0.25, 0.125, 0.5, 0.5, 0.75), 0.5, 0.375, Quality.MEASURED),
                new TrackedSample(200, null, 0.5, 0.375, Quality.INTERPOLATED),
                new TrackedSample(400, null, 0.5, 0.375, Quality.LOST));
        TrackingResult result = new TrackingResult(1280, 720, 25, samples, DerivedMetrics.of(samples));
        ProcessingMeta meta = ProcessingMeta.of("detector", "runtime", "1", "source", TrackerParameters.DEFAULT);
        byte[] payload = new PayloadV1(result, meta).json();
        assertThat(PayloadSamples.of(new ObjectMapper().readTree(payload))).isEqualTo(samples);
    }
}
