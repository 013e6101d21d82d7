package dev.lectern.detect;

import ai.onnxruntime.OrtEnvironment;

/** Lets tests of other packages use onnxruntime as the detectors load it, so that nothing stays behind in the temporary folder. */
public final class LoadedRuntime {

    private LoadedRuntime() {}

    public static OrtEnvironment environment() {
        return OrtLibrary.environment();
    }
}
