package dev.lectern;

import dev.lectern.config.DataLock;
import dev.lectern.config.InvalidConfig;
import dev.lectern.config.Settings;
import dev.lectern.depot.ModelBytes;
import dev.lectern.detect.DetectorModel;
import dev.lectern.detect.ModelFamily;
import dev.lectern.detect.Providers;
import dev.lectern.detect.UnusableModel;
import dev.lectern.detect.UnusableProvider;
import dev.lectern.enrol.EnrolAnswer;
import dev.lectern.enrol.Registrar;
import dev.lectern.job.Loopback;
import dev.lectern.media.FfmpegBinaries;
import dev.lectern.media.HardwareDecoders;
import dev.lectern.media.Sandbox;
import dev.lectern.media.ScratchFolders;
import dev.lectern.media.UnusableDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts that both the service and {@code process} are made of, with a sentence when one of them is not to be had. */
final class Parts {

    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    private Parts() {}

    static DataLock dataLock(Settings settings) throws StartFailure {
        try {
            return DataLock.open(settings.data());
        } catch (InvalidConfig e) {
            throw new StartFailure(e.getMessage(), e);
        }
    }

    static FfmpegBinaries ffmpeg(Settings.Hardware hardware) throws StartFailure {
        try {
            ScratchFolders.sweep();
            Sandbox.gaps().forEach(LOG::warn);
            return HardwareDecoders.choose(FfmpegBinaries.bundled(), hardware.decoder(), System.getenv());
        } catch (UnusableDecoder e) {
            throw new StartFailure(e.getMessage(), e);
        } catch (RuntimeException | LinkageError e) {
            throw new StartFailure(
                    "The ffmpeg that comes with Lectern could not be unpacked (is the home folder writable, and was this jar "
                            + "built for this platform?): " + e.getMessage(),
                    e);
        }
    }

    private static ModelFamily family(Settings settings) {
        return settings.modelFamily()
                .map(name -> ModelFamily.valueOf(name.toUpperCase(Locale.ROOT)))
                .orElse(null);
    }

    /** The file that {@link #detector} was made from. */
    static ModelBytes modelBytes(Settings settings) {
        return () -> settings.model().isPresent()
                ? Files.readAllBytes(settings.model().get())
                : DetectorModel.bundledBytes();
    }

    /** On what terms workers of other JVMs are let in. */
    static Registrar.Terms terms(Settings settings, DetectorModel detector) {
        return new Registrar.Terms(
                Lectern.Version.number(),
                settings.local(),
                Loopback.is(settings.cluster().host()),
                new EnrolAnswer.Detector(
                        detector.sha256(),
                        settings.modelFamily().orElse(null),
                        settings.model().isEmpty(),
                        detector.length(),
                        detector.source()));
    }

    static DetectorModel detector(Settings settings) throws StartFailure {
        return detector(settings.hardware(), provider -> {
            if (settings.model().isEmpty()) {
                return DetectorModel.bundled(provider);
            }
            Path file = settings.model().get();
            return DetectorModel.load(file, family(settings), file.getFileName().toString(), provider);
        });
    }

    /** As far as it can be said without a model. */
    static void checkProvider(Settings.Hardware hardware) throws StartFailure {
        try {
            Providers.prepare(hardware.runtime(), hardware.provider());
        } catch (UnusableProvider e) {
            throw new StartFailure(e.getMessage(), e);
        }
    }

    /** A detector on the hardware that this machine is to use. */
    static DetectorModel detector(Settings.Hardware hardware, Providers.Opening opening) throws StartFailure {
        checkProvider(hardware);
        try {
            return Providers.open(hardware.provider(), opening);
        } catch (UnusableModel | UnusableProvider e) {
            throw new StartFailure(e.getMessage(), e);
        }
    }
}
