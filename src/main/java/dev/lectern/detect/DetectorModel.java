package dev.lectern.detect;

import ai.onnxruntime.OnnxModelMetadata;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.lectern.job.Inspection;
import dev.lectern.job.Provider;
import dev.lectern.job.Quality;
import dev.lectern.job.Survey;
import dev.lectern.job.TaskFailure;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * A detection model, loaded. It may be shared by any number of threads: its detectors use one onnxruntime session together, which
 * holds the weights once and was measured to be as fast with two threads as a session for each. Close it after its detectors.
 */
public final class DetectorModel implements AutoCloseable {

    private final OrtSession session;
    private final ModelShape shape;
    private final ModelFamily family;
    private final String source;
    private final String name;
    private final String version;
    private final String sha256;
    private final long length;
    private final Provider provider;
    private final boolean quickToo;
    private DetectorModel quick;

    private DetectorModel(ModelFile file, ModelFamily named, Provider provider, boolean quickToo) throws UnusableModel {
        this.provider = provider;
        this.quickToo = quickToo;
        this.source = file.source();
        this.sha256 = file.sha256();
        this.length = file.length();
        this.session = file.open(provider);
        try {
            this.shape = ModelShape.of(session);
            this.family = named != null ? named : shape.family();
            OnnxModelMetadata facts = session.getMetadata();
            this.name = fact(facts, "name", source.replaceFirst("(?i)\\.onnx$", ""));
            this.version = fact(facts, "version", sha256.substring(0, 12));
        } catch (OrtException e) {
            close();
            throw new UnusableModel("The model's description cannot be read.", e);
        } catch (UnusableModel e) {
            close();
            throw e;
        }
    }

    /** The model that comes with Lectern: NanoDet-g, trained on COCO. */
    public static DetectorModel bundled() {
        return bundled(BundledFile.WHOLE);
    }

    /** The same network with numbers of 8 bits; the package {@code convert} says how it is made. */
    static DetectorModel bundledQuick() {
        return bundled(BundledFile.QUICK);
    }

    private static DetectorModel bundled(BundledFile bundled) {
        try {
            return bundled(bundled, Provider.CPU);
        } catch (UnusableModel e) {
            throw new IllegalStateException("the bundled model is broken", e);
        }
    }

    /**
     * The model that comes with Lectern, run by {@code provider}.
     *
     * @throws UnusableModel if that does not start
     */
    public static DetectorModel bundled(Provider provider) throws UnusableModel {
        return bundled(BundledFile.WHOLE, provider);
    }

    private static DetectorModel bundled(BundledFile bundled, Provider provider) throws UnusableModel {
        return bundled.unpacked(file -> new DetectorModel(
                ModelFile.at(file, bundled.source()), ModelFamily.NANODET, provider, bundled == BundledFile.WHOLE));
    }

    /** The file of the model that comes with Lectern. */
    public static byte[] bundledBytes() {
        return BundledFile.WHOLE.bytes();
    }

    /** As {@link #load(Path, ModelFamily)}; the family is recognised from the model's inputs and outputs. */
    public static DetectorModel load(Path file) throws UnusableModel {
        return load(file, null);
    }

    /**
     * Loads a model of one's own and tries it on an empty picture.
     *
     * @param family null to recognise it from the model's inputs and outputs
     * @throws UnusableModel with one sentence for the operator, if the file cannot be read or is not a model that is understood
     */
    public static DetectorModel load(Path file, ModelFamily family) throws UnusableModel {
        return load(file, family, file.getFileName().toString(), Provider.CPU);
    }

    /**
     * The same under another name than its file's, and run by {@code provider}.
     *
     * @param source what results say about where the model is from
     */
    public static DetectorModel load(Path file, ModelFamily family, String source, Provider provider)
            throws UnusableModel {
        DetectorModel model = new DetectorModel(ModelFile.read(file, source), family, provider, false);
        try {
            model.newDetector(1280, 720).close();
            return model;
        } catch (TaskFailure e) {
            model.close();
            throw e.getCause() instanceof UnusableModel unusable
                    ? unusable
                    : new UnusableModel("The model " + model.source + " fails on an empty picture.", e);
        }
    }

    /** SHA-256 of the model's bytes, 64 lower-case hexadecimal digits. */
    public String sha256() {
        return sha256;
    }

    /** How many bytes the model has. */
    public long length() {
        return length;
    }

    /** What the model calls itself, or the name of its file without the extension. */
    public String name() {
        return name;
    }

    /** What the model says its version is, or the beginning of its hash. */
    public String version() {
        return version;
    }

    /** {@code bundled}, or the name of the model's file, without folders. */
    public String source() {
        return source;
    }

    public ModelFamily family() {
        return family;
    }

    /** What runs it. */
    public Provider provider() {
        return provider;
    }

    /** Score from which on a detection is more likely a person than not, 0 to 1; weaker ones only support a track. */
    public double strongScore() {
        return family.strongScore();
    }

    /**
     * What the model looks at for upright pictures of this size: its own size if that is fixed, otherwise multiples of 32 that
     * follow the picture's shape and have at most 640 x 384 pixels.
     */
    public InputSize inputFor(int pictureWidth, int pictureHeight) {
        return shape.inputFor(pictureWidth, pictureHeight);
    }

    /**
     * A detector for a recording whose upright pictures have this size; it runs the model once to see that it can.
     *
     * @throws TaskFailure a bug, if the model cannot be run
     */
    public PersonDetector newDetector(int pictureWidth, int pictureHeight) throws TaskFailure {
        return newDetector(pictureWidth, pictureHeight, PersonDetector.FLOOR);
    }

    PersonDetector newDetector(int pictureWidth, int pictureHeight, double floor) throws TaskFailure {
        InputSize input = inputFor(pictureWidth, pictureHeight);
        Letterbox box = Letterbox.of(input, pictureWidth, pictureHeight, family.centred());
        return new PersonDetector(session, shape, family, box, floor);
    }

    /**
     * A detector that can look twice, for a recording whose upright pictures have this size.
     *
     * @param survey what is known of where to look; {@link Survey#UNNEEDED} for nothing
     * @throws TaskFailure a bug, if the model cannot be run
     */
    public CloseDetector newCloseDetector(int pictureWidth, int pictureHeight, Survey survey) throws TaskFailure {
        return new CloseDetector(this, pictureWidth, pictureHeight, survey);
    }

    /**
     * Who is to look at the frames of a recording: once, or twice where its survey says that people are small.
     *
     * @param quality how exactly
     * @throws TaskFailure a bug, if the model cannot be run
     */
    public Lookout lookout(Inspection inspection, Quality quality) throws TaskFailure {
        int width = inspection.width();
        int height = inspection.height();
        if (looksQuickly(inspection, quality)) {
            return quick().newDetector(width, height);
        }
        return inspection.smallPeople()
                ? newCloseDetector(width, height, inspection.survey())
                : newDetector(width, height);
    }

    /**
     * Whether the model looks at the frames of a recording with numbers of 8 bits: where not every frame is looked at, and nobody is so
     * small that he is found only just. Models of one's own have no such numbers.
     */
    public boolean looksQuickly(Inspection inspection, Quality quality) {
        return quickToo && quality != Quality.THOROUGH && !inspection.smallPeople();
    }

    /** Opened when it is needed first, because many services never need it. */
    private synchronized DetectorModel quick() throws TaskFailure {
        if (quick == null) {
            try {
                quick = bundled(BundledFile.QUICK, provider);
            } catch (UnusableModel e) {
                throw TaskFailure.bug(e);
            } catch (UncheckedIOException e) {
                throw TaskFailure.transientFault("The detector could not be unpacked", e);
            }
        }
        return quick;
    }

    /** What the model looks at for a part of a picture. */
    InputSize partInput() {
        return shape.input(InputSize.PART);
    }

    /** A detector for parts of pictures, which have this many pixels and are not scaled. */
    PersonDetector newPartDetector(int width, int height) throws TaskFailure {
        Letterbox box = Letterbox.unscaled(partInput(), width, height, family.centred());
        return new PersonDetector(session, shape, family, box, PersonDetector.FLOOR);
    }

    @Override
    public synchronized void close() {
        if (quick != null) {
            quick.close();
        }
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the model cannot be released", e);
        }
    }

    private static String fact(OnnxModelMetadata facts, String key, String otherwise) {
        String value = facts.getCustomMetadata().get(key);
        return value == null || value.isBlank() ? otherwise : value.strip();
    }
}
