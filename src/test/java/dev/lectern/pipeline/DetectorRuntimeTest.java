package dev.lectern.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.detect.FrameDetections;
import dev.lectern.job.Provider;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A result says by what its persons were found, whoever tracked them. */
class DetectorRuntimeTest {

    private static final FrameDetections FRAME = new FrameDetections(0, List.of());

    @Test
    void theProcessorIsCalledAsItAlwaysWas() {
        assertThat(TrackStep.runtime(List.of(FRAME, FRAME))).isEqualTo("onnxruntime-cpu");
    }

    @Test
    void eachThatTookPartIsNamedOnceInAnOrderOfItsOwn() {
        FrameDetections cuda = FRAME.by(Provider.CUDA);
        FrameDetections openvino = FRAME.by(Provider.OPENVINO_GPU);
        assertThat(TrackStep.runtime(List.of(cuda))).isEqualTo("onnxruntime-cuda");
        assertThat(TrackStep.runtime(List.of(FRAME, openvino, cuda, FRAME, cuda)))
                .isEqualTo("onnxruntime-cuda, onnxruntime-openvino-gpu, onnxruntime-cpu");
    }
}
