package dev.lectern.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.detect.Detection;
import dev.lectern.detect.FrameDetections;
import dev.lectern.job.Inspection;
import dev.lectern.job.Playability;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnTrackerTest {

    private static final Inspection INSPECTION = new Inspection(
            1280,
            720,
            1280,
            720,
            0,
            25,
            false,
            20_000,
            19_960,
            500,
            "mp4",
            0,
            "h264",
            "yuv420p",
            null,
            false,
            true,
            Playability.AS_IS);

    @Test
    void everybodyIsToldApartAndTheInstructorComesFirst() {
        List<FrameDetections> frames = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Detection walker = new Detection(0.1 + 0.005 * i, 0.3, 0.12, 0.5, 0.8);
            Detection pupil = new Detection(0.8, 0.7, 0.15, 0.3, 0.9);
            frames.add(new FrameDetections(200L * i, List.of(pupil, walker)));
        }
        Followed followed = new OwnTracker().follow(INSPECTION, frames);
        assertThat(followed.persons()).hasSize(2);
        assertThat(followed.instructor()).hasSize(100);
        for (int i = 0; i < 100; i++) {
            assertThat(followed.persons().get(0).get(i).x())
                    .isEqualTo(followed.instructor().get(i).detection().x());
            assertThat(followed.persons().get(1).get(i).x()).isEqualTo(0.8);
        }
    }
}
