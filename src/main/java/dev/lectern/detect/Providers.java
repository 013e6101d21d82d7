package dev.lectern.detect;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import dev.lectern.job.Provider;
import dev.lectern.job.TaskFailure;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hardware on which onnxruntime can run a model: finds out what there is, and opens models on it. */
public final class Providers {

    private static final Logger LOG = LoggerFactory.getLogger(Providers.class);
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;

    private Providers() {}

    /** Opens a model on a provider. */
    public interface Opening {
        DetectorModel on(Provider provider) throws UnusableModel;
    }

    /**
     * Uses another build of onnxruntime's native libraries than the one that comes with Lectern, before any model is opened; and
     * looks whether what is wanted is offered, which can be said without a model.
     *
     * @param runtime a folder with the library and the one by which Java reaches it; empty for those that come with Lectern
     * @param wanted empty for whatever works
     * @throws UnusableProvider with a sentence, if they are not there or cannot be loaded, or if it is not offered
     */
    public static void prepare(Optional<Path> runtime, Optional<Provider> wanted) throws UnusableProvider {
        if (runtime.isPresent()) {
            OrtLibrary.from(runtime.get());
        }
        if (wanted.isPresent() && wanted.get() != Provider.CPU) {
            ProviderChoice.offered(wanted.get(), offered());
        }
    }

    /**
     * Opens a model where the operator wants it, or on the first hardware that is there, starts and gives answers that are close to
     * the processor's.
     *
     * @param wanted empty for the latter
     * @throws UnusableModel if it cannot be used at all
     * @throws UnusableProvider if it cannot be used where it is wanted
     */
    public static DetectorModel open(Optional<Provider> wanted, Opening opening)
            throws UnusableModel, UnusableProvider {
        return wanted.equals(Optional.of(Provider.CPU)) ? opening.on(Provider.CPU) : open(wanted, offered(), opening);
    }

    static DetectorModel open(Optional<Provider> wanted, Set<Provider> offered, Opening opening)
            throws UnusableModel, UnusableProvider {
        DetectorModel onProcessor = opening.on(Provider.CPU);
        Map<Provider, DetectorModel> opened = new EnumMap<>(Provider.class);
        opened.put(Provider.CPU, onProcessor);
        DetectorModel taken = null;
        try {
            ProviderChoice choice =
                    ProviderChoice.of(wanted, offered, provider -> trial(provider, opening, onProcessor, opened));
            taken = opened.get(choice.provider());
            say(wanted, choice);
            return taken;
        } finally {
            for (DetectorModel model : opened.values()) {
                if (model != taken) {
                    model.close();
                }
            }
        }
    }

    private static void say(Optional<Provider> wanted, ProviderChoice choice) {
        String doubts = choice.doubts().isEmpty() ? "" : " (" + String.join("; ", choice.doubts()) + ")";
        if (wanted.isEmpty()) {
            LOG.info("the detector runs on {}{}", choice.provider().label(), doubts);
        } else if (!doubts.isEmpty()) {
            LOG.warn(
                    "the detector runs on {} as it was told to{}",
                    choice.provider().label(),
                    doubts);
        }
    }

    /** What this machine's onnxruntime was built with; that it starts is not said by that. */
    private static Set<Provider> offered() {
        OrtLibrary.environment();
        Set<OrtProvider> there = OrtEnvironment.getAvailableProviders();
        return Stream.of(Provider.values())
                .filter(provider -> there.contains(named(provider)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Provider.class)));
    }

    private static OrtProvider named(Provider provider) {
        return switch (provider) {
            case CUDA -> OrtProvider.CUDA;
            case OPENVINO, OPENVINO_GPU -> OrtProvider.OPEN_VINO;
            case COREML -> OrtProvider.CORE_ML;
            case CPU -> OrtProvider.CPU;
        };
    }

    /** Has a session use a provider; for what that does not know the processor stays. */
    static void use(Provider provider, OrtSession.SessionOptions options) throws OrtException {
        switch (provider) {
            case CUDA -> cuda(options);
            case OPENVINO -> options.addOpenVINO("CPU");
            case OPENVINO_GPU -> options.addOpenVINO("GPU");
            case COREML -> options.addCoreML();
            case CPU -> {}
        }
    }

    /** The same answers each time: left alone it measures which way is quickest at the moment, and rounds to ten bits. */
    private static void cuda(OrtSession.SessionOptions options) throws OrtException {
        try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions()) {
            cuda.add("cudnn_conv_algo_search", "DEFAULT");
            cuda.add("use_tf32", "0");
            options.addCUDA(cuda);
        }
        options.setDeterministicCompute(true);
    }

    private static ProviderChoice.Outcome trial(
            Provider provider, Opening opening, DetectorModel onProcessor, Map<Provider, DetectorModel> opened) {
        try {
            DetectorModel model = opening.on(provider);
            opened.put(provider, model);
            return new ProviderChoice.Outcome(true, Comparison.doubt(answers(onProcessor), answers(model)));
        } catch (UnusableModel | TaskFailure | LinkageError e) {
            LOG.debug("{} does not start", provider.label(), e);
            return new ProviderChoice.Outcome(false, reason(e));
        }
    }

    private static List<float[]> answers(DetectorModel model) throws TaskFailure {
        try (PersonDetector detector = model.newDetector(WIDTH, HEIGHT)) {
            ByteBuffer picture = ByteBuffer.allocate(detector.frameBytes());
            Comparison.draw(picture, detector.frameWidth());
            return detector.answers(picture);
        }
    }

    /** What onnxruntime says, which is the cause of all else, on one line and without the places in its source. */
    static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage())
                .strip()
                .replaceAll("\\s+", " ")
                .replaceFirst("^Error code - \\w+ - message: ", "")
                .replaceFirst("^.*\\[ONNXRuntimeError\\] : \\d+ : \\w+ : ", "")
                .replaceFirst("\\.$", "");
    }
}
