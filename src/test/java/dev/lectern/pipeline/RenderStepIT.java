package dev.lectern.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lectern.detect.DetectorModel;
import dev.lectern.job.CancelToken;
import dev.lectern.job.Inspection;
import dev.lectern.job.Parameters;
import dev.lectern.job.Playability;
import dev.lectern.job.SessionFolder;
import dev.lectern.job.Step;
import dev.lectern.job.StepContext;
import dev.lectern.job.StepInput;
import dev.lectern.job.TaskFailure;
import dev.lectern.job.TaskKind;
import dev.lectern.job.TaskName;
import dev.lectern.media.FfmpegBinaries;
import dev.lectern.media.Inspector;
import dev.lectern.media.SteadyFrames;
import dev.lectern.media.VideoShape;
import dev.lectern.testing.Clips;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A part of the sample, processed and rendered with everything real. */
class RenderStepIT {

    private static final FfmpegBinaries BINARIES = FfmpegBinaries.bundled();

    @TempDir
    private static Path temp;

    private static Map<TaskKind, Step> steps;
    private static Path recording;
    private static Inspection inspection;
    private static byte[] result;
    private static JsonNode data;
    private static Path rendered;
    private static Inspection made;
    private static final List<Double> PROGRESS = new ArrayList<>();

    @BeforeAll
    static void render() throws Exception {
        Path folder = Files.createDirectories(temp.resolve("session"));
        recording = Clips.make(
                new SessionFolder(folder).recording(),
                "-ss",
                "3",
                "-t",
                "5",
                "-i",
                Clips.sample().toString(),
                "-c:v",
                "libopenh264",
                "-c:a",
                "aac",
                "-movflags",
                "+faststart");
        try (DetectorModel model = DetectorModel.bundled()) {
            steps = Steps.of(BINARIES, model);
            result = new DirectRun(steps, 1)
                    .run(recording, folder, Parameters.DEFAULT, new CancelToken(), fraction -> {});
        }
        data = new ObjectMapper()
                .readTree(new GZIPInputStream(new ByteArrayInputStream(result)))
                .get("data");
        inspection = new Inspector(BINARIES).inspect(recording, context(new CancelToken()));
        rendered = steps.get(TaskKind.RENDER)
                .run(input(), context(new CancelToken(), PROGRESS::add))
                .file();
        made = new Inspector(BINARIES).inspect(rendered, context(new CancelToken()));
    }

    @Test
    void theVideoHasTheSoundTheSizeAndTheLengthOfTheRecording() throws Exception {
        assertThat(made.audioCodec()).isEqualTo("aac");
        assertThat(made.videoCodec()).isEqualTo("h264");
        assertThat(made.width()).isEqualTo(inspection.width()).isLessThanOrEqualTo(1280);
        assertThat(made.height()).isEqualTo(inspection.height());
        assertThat(made.durationMs()).isCloseTo(inspection.durationMs(), within(100L));
        assertThat(made.playability()).isEqualTo(Playability.AS_IS);
    }

    @Test
    void theBoxIsWhereTheResultSays() throws Exception {
        int compared = 0;
        for (int i = 3; i < data.get("trackPoints").size(); i += 4) {
            JsonNode bbox = data.get("frameDetections").get(i).get("bbox");
            if (bbox.isNull()) {
                continue;
            }
            BufferedImage frame =
                    frameAt(data.get("trackPoints").get(i).get("tMs").asLong());
            double w = frame.getWidth();
            double h = frame.getHeight();
            double left = bbox.get("x").asDouble() * w;
            double top = bbox.get("y").asDouble() * h;
            double right = left + bbox.get("w").asDouble() * w;
            double bottom = top + bbox.get("h").asDouble() * h;
            double row = top + (bottom - top) * 0.15;
            double column = left + (right - left) * 0.2;
            assertThat(accent(frame, left, row, true)).as("left at %d", i).isCloseTo(left, within(0.02 * w));
            assertThat(accent(frame, right, row, true)).as("right at %d", i).isCloseTo(right, within(0.02 * w));
            assertThat(accent(frame, column, top, false)).as("top at %d", i).isCloseTo(top, within(0.02 * h));
            compared++;
        }
        assertThat(compared).isGreaterThan(2);
    }

    @Test
    void progressGrowsToItsEnd() {
        assertThat(PROGRESS).isSorted().hasSizeGreaterThan(50);
        assertThat(PROGRESS.get(PROGRESS.size() - 1)).isBetween(0.97, 1.0);
    }

    @Test
    void cancellingStopsAtOnce() {
        CancelToken cancel = new CancelToken();
        StepContext cancelsAtOnce = context(cancel, fraction -> cancel.cancel());
        assertThatThrownBy(() -> steps.get(TaskKind.RENDER).run(input(), cancelsAtOnce))
                .isInstanceOfSatisfying(TaskFailure.class, failure -> assertThat(failure.kind())
                        .isEqualTo(TaskFailure.Kind.INTERRUPTED));
    }

    /** Of the pixels within a tenth of the picture along one direction, where the one most like the box's colour is. */
    private static double accent(BufferedImage frame, double x, double y, boolean alongX) {
        int reach = (int) (0.06 * (alongX ? frame.getWidth() : frame.getHeight()));
        double best = Double.MAX_VALUE;
        double at = Double.NaN;
        for (int d = -reach; d <= reach; d++) {
            int px = (int) Math.round(x) + (alongX ? d : 0);
            int py = (int) Math.round(y) + (alongX ? 0 : d);
            if (px < 0 || py < 0 || px >= frame.getWidth() || py >= frame.getHeight()) {
                continue;
            }
            Color color = new Color(frame.getRGB(px, py));
            double difference =
                    Math.hypot(Math.hypot(color.getRed() - 70, color.getGreen() - 205), color.getBlue() - 255);
            if (difference < best) {
                best = difference;
                at = alongX ? px : py;
            }
        }
        assertThat(best).as("something blue near %s,%s", x, y).isLessThan(110);
        return at;
    }

    private static BufferedImage frameAt(long tMs) throws Exception {
        VideoShape shape = VideoShape.of(made, 1280);
        BufferedImage frame = new BufferedImage(shape.width(), shape.height(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] pixels = ((DataBufferByte) frame.getRaster().getDataBuffer()).getData();
        try (SteadyFrames frames = SteadyFrames.open(BINARIES, rendered, made, shape, new CancelToken())) {
            for (long n = 0; n <= Math.round(tMs * shape.fps() / 1000); n++) {
                assertThat(frames.next(pixels)).isTrue();
            }
        }
        return frame;
    }

    private static StepInput input() {
        return new StepInput(
                TaskName.RENDER,
                recording,
                new SessionFolder(recording.getParent()),
                temp,
                Parameters.DEFAULT,
                inspection,
                "key",
                result);
    }

    private static StepContext context(CancelToken cancel) {
        return context(cancel, fraction -> {});
    }

    private static StepContext context(CancelToken cancel, DoubleConsumer progress) {
        return new StepContext() {
            @Override
            public CancelToken cancel() {
                return cancel;
            }

            @Override
            public void progress(double fraction) {
                progress.accept(fraction);
            }
        };
    }
}
