package dev.lectern.detect;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.lectern.job.Provider;
import dev.lectern.job.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A model that is not loaded yet.
 *
 * @param sha256 of its bytes, 64 lower-case hexadecimal digits
 * @param length in bytes
 * @param source what results say about where it is from
 * @param opening how onnxruntime gets at it
 */
record ModelFile(String sha256, long length, String source, Opening opening) {

    /** Opens it. */
    interface Opening {
        OrtSession open(OrtEnvironment environment, OrtSession.SessionOptions options) throws OrtException;
    }

    /** A file that onnxruntime reads for itself; it is needed until then. */
    static ModelFile at(Path file, String source) throws IOException {
        return new ModelFile(
                Sha256.of(file),
                Files.size(file),
                source,
                (environment, options) -> environment.createSession(file.toString(), options));
    }

    /**
     * The bytes of a file, whatever becomes of it.
     *
     * @throws UnusableModel if it cannot be read
     */
    static ModelFile read(Path file, String source) throws UnusableModel {
        try {
            byte[] onnx = Files.readAllBytes(file);
            return new ModelFile(
                    Sha256.of(onnx),
                    onnx.length,
                    source,
                    (environment, options) -> environment.createSession(onnx, options));
        } catch (IOException e) {
            throw new UnusableModel("The model " + file.getFileName() + " cannot be read.", e);
        }
    }

    /**
     * Loads it.
     *
     * @throws UnusableModel if it is no model, or the provider does not start
     */
    OrtSession open(Provider provider) throws UnusableModel {
        // Before anything else of onnxruntime, which would load itself in its own way and leave its files behind.
        OrtEnvironment environment = OrtLibrary.environment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // One thread for each detector: as many detectors as cores get more done than one with many threads.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            Providers.use(provider, options);
            return opening.open(environment, options);
        } catch (OrtException e) {
            throw new UnusableModel("The file is not a whole ONNX model. " + ModelShape.UNDERSTOOD, e);
        }
    }
}
