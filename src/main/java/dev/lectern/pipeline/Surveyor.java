package dev.lectern.pipeline;

import dev.lectern.detect.CloseDetector;
import dev.lectern.detect.DetectorModel;
import dev.lectern.detect.SurveyTally;
import dev.lectern.job.CancelToken;
import dev.lectern.job.Inspection;
import dev.lectern.job.Survey;
import dev.lectern.job.TaskFailure;
import dev.lectern.media.FfmpegBinaries;
import dev.lectern.media.Stills;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds out how large people are in a recording, from a few pictures spread over it. The first picture with somebody large ends it
 * in a short recording, the second in a longer one, so that most recordings cost a moment.
 */
final class Surveyor {

    private static final int MOST_PICTURES = 8;
    private static final int LEAST_PICTURES = 3;
    /** A short recording is not worth as many pictures as a long one. */
    private static final long MS_PER_PICTURE = 8000;

    private final Stills stills;
    private final DetectorModel model;

    Surveyor(FfmpegBinaries binaries, DetectorModel model) {
        this.stills = new Stills(binaries);
        this.model = model;
    }

    /**
     * Surveys a recording. The same file and model give the same survey.
     *
     * @throws TaskFailure interrupted if cancelled; transient if the reading broke off
     */
    Survey survey(Path recording, Inspection inspection, CancelToken cancel) throws TaskFailure {
        int pictures = pictures(inspection);
        SurveyTally tally = new SurveyTally(pictures);
        Set<Integer> seen = new HashSet<>();
        try (CloseDetector detector =
                model.newCloseDetector(inspection.width(), inspection.height(), Survey.UNNEEDED)) {
            byte[] pixels = new byte[detector.frameBytes()];
            for (int i = 1; i <= pictures && !tally.decided(); i++) {
                cancel.check();
                if (read(halves(i), recording, inspection, detector, pixels, seen, cancel)) {
                    tally.add(detector.survey(ByteBuffer.wrap(pixels)));
                }
            }
        }
        return tally.survey(model.sha256());
    }

    private static int pictures(Inspection inspection) {
        return (int) Math.max(LEAST_PICTURES, Math.min(MOST_PICTURES, inspection.durationMs() / MS_PER_PICTURE));
    }

    /** Reads a picture that was not seen before. */
    private boolean read(
            double place,
            Path recording,
            Inspection inspection,
            CloseDetector detector,
            byte[] pixels,
            Set<Integer> seen,
            CancelToken cancel)
            throws TaskFailure {
        double second = place * inspection.durationMs() / 1000;
        int width = detector.frameWidth();
        int height = detector.frameHeight();
        if (stills.near(second, recording, inspection, width, height, pixels, cancel)
                && seen.add(Arrays.hashCode(pixels))) {
            return true;
        }
        // Several places have the same key picture before them.
        return inspection.exactSeek()
                && stills.at(second, recording, inspection, width, height, pixels, cancel)
                && seen.add(Arrays.hashCode(pixels));
    }

    /** 1/2, 1/4, 3/4, 1/8, 5/8, and so on: however early it ends, the places are spread over the recording (van der Corput). */
    private static double halves(int i) {
        double place = 0;
        double bit = 0.5;
        for (int rest = i; rest > 0; rest >>= 1, bit /= 2) {
            place += (rest & 1) * bit;
        }
        return place;
    }
}
