package dev.lectern.job;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What runs the detector's model: one of onnxruntime's execution providers. In the order in which they are tried. */
public enum Provider {
    /** A graphics card of NVIDIA. */
    CUDA(1),
    /** A graphics unit of Intel, by OpenVINO. */
    OPENVINO_GPU(2),
    /** The processor, by OpenVINO. */
    OPENVINO(3),
    /** What a Mac has. */
    COREML(4),
    /** The processor. Always there, and what results of all machines are the same with. */
    CPU(0);

    private final int code;

    Provider(int code) {
        this.code = code;
    }

    /** Of the name that users give; empty if there is none of that name. */
    public static Optional<Provider> parse(String name) {
        return Stream.of(values()).filter(one -> one.label().equals(name)).findAny();
    }

    /** Of the number that stored detections have; empty if there is none of that number. */
    public static Optional<Provider> ofCode(int code) {
        return Stream.of(values()).filter(one -> one.code == code).findAny();
    }

    /** Its name for users, {@code openvino-gpu}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Its number in stored detections, 0 to 127; never changes. */
    public int code() {
        return code;
    }
}
