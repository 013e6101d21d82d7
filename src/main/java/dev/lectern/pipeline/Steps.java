package dev.lectern.pipeline;

import dev.lectern.detect.DetectorModel;
import dev.lectern.detect.FrameDetections;
import dev.lectern.job.Inspection;
import dev.lectern.job.PiecePlan;
import dev.lectern.job.Quality;
import dev.lectern.job.Step;
import dev.lectern.job.StepOutput;
import dev.lectern.job.TaskKind;
import dev.lectern.media.FfmpegBinaries;
import dev.lectern.media.PieceEncoder;
import dev.lectern.media.Transcoder;
import dev.lectern.track.ProcessingMeta;
import dev.lectern.track.TrackerParameters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The step for each kind of task. They keep no state, so that all slots of a worker share them. */
public final class Steps {

    /** How everybody tracks. */
    public static final TrackerParameters TRACKER = TrackerParameters.DEFAULT;

    private static final String PLAYABLE = "playable.mp4";
    private static final String PIECE = "encoded.piece";

    private Steps() {}

    /**
     * What a result says of how it was made, whoever derives it.
     *
     * @param quality how exactly was looked
     * @param frames all that was detected
     */
    public static ProcessingMeta meta(
            DetectorModel model, Inspection inspection, Quality quality, List<FrameDetections> frames) {
        return TrackStep.meta(model, TRACKER, inspection, quality, frames);
    }

    /**
     * The steps, each of which begins only when its disk has room.
     *
     * @param reserveBytes what is to stay free on the disk
     * @param patience how long a step waits for that before it fails; none where others may do it
     */
    public static Map<TaskKind, Step> of(
            FfmpegBinaries binaries, DetectorModel model, long reserveBytes, Duration patience) {
        return of(binaries, model).entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, step -> new Room(step.getValue(), reserveBytes, patience)));
    }

    /** The steps, with these programs and this model. */
    public static Map<TaskKind, Step> of(FfmpegBinaries binaries, DetectorModel model) {
        PieceEncoder pieces = new PieceEncoder(binaries);
        Transcoder transcoder = new Transcoder(binaries);
        return Map.of(
                TaskKind.INSPECT,
                new InspectStep(binaries, model),
                TaskKind.ENCODE,
                (input, context) -> {
                    Path piece = input.scratch().resolve(PIECE);
                    pieces.encode(input.recording(), input.inspection(), input.piece(), piece, context);
                    return StepOutput.file(piece);
                },
                TaskKind.TRANSCODE,
                (input, context) -> {
                    Path video = input.scratch().resolve(PLAYABLE);
                    List<Path> made = PiecePlan.of(input.inspection()).stream()
                            .map(piece -> input.folder().piece(piece.index()))
                            .toList();
                    transcoder.makePlayable(input.recording(), input.inspection(), made, video, context);
                    return StepOutput.file(video);
                },
                TaskKind.DETECT,
                new DetectStep(binaries, model),
                TaskKind.TRACK,
                new TrackStep(model, TRACKER),
                TaskKind.RENDER,
                new RenderStep(binaries));
    }
}
