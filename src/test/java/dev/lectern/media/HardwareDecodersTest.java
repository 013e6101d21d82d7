package dev.lectern.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lectern.job.CancelToken;
import dev.lectern.job.Inspection;
import dev.lectern.job.Segment;
import dev.lectern.testing.Clips;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "hardware is played by a shell script")
class HardwareDecodersTest {

    private static final String NEGATIVE = """
            n=$#
            while [ $n -gt 0 ]; do
                case "$1" in *scale=*) set -- "$@" "$1,negate" ;; *) set -- "$@" "$1" ;; esac
                shift
                n=$((n - 1))
            done
            exec $real "$@"
            """;

    @TempDir
    Path folder;

    @Nested
    class AtTheStart {

        @Test
        void softwareIsTheProgramsAsTheyAre() throws Exception {
            assertThat(HardwareDecoders.choose(Clips.BINARIES, "software", Map.of("LIBVA_DRIVER_NAME", "x")))
                    .isSameAs(Clips.BINARIES);
        }

        @Test
        void whatGivesThePicturesOfSoftwareIsTaken() throws Exception {
            Toy toy = new Toy(folder, Toy.SAYS_THAT_IT_DECODES + Toy.WORKS);
            FfmpegBinaries chosen = HardwareDecoders.choose(
                    toy.programs(), "toy", Map.of("LIBVA_DRIVERS_PATH", "/opt/dri", "SECRET", "x"));
            assertThat(chosen.hardware()).contains("toy");
            assertThat(chosen.environment())
                    .containsAllEntriesOf(Clips.BINARIES.environment())
                    .containsEntry("LIBVA_DRIVERS_PATH", "/opt/dri")
                    .doesNotContainKey("SECRET");
            assertThat(toy.runs()).as("clip, what is expected, trial").containsExactly("software", "software", "toy");
        }

        @Test
        void autoFindsWhatWorksAmongWhatDoesNot() throws Exception {
            Toy toy = new Toy(folder, Toy.SAYS_THAT_IT_DECODES + Toy.WORKS);
            // None of the others is on a machine for tests; where one is, it is rightly taken.
            assertThat(HardwareDecoders.choose(toy.programs(), "auto", Map.of()).hardware())
                    .isPresent();
        }

        @Test
        void otherPicturesAreRefused() throws Exception {
            refused(Toy.SAYS_THAT_IT_DECODES + NEGATIVE, "its pictures are not those that software gives");
        }

        @Test
        void whatOnlySoftwareDecodedIsRefused() throws Exception {
            refused(Toy.WORKS, "it decodes no H.264");
        }

        @Test
        void whatComplainsIsRefusedWithWhatItSays() throws Exception {
            refused(
                    Toy.SAYS_THAT_IT_DECODES
                            + "echo '[error] Device creation failed: -22.' >&2\n"
                            + "echo '[toy @ 0x1] [error] the battery is empty.' >&2\n" + Toy.WORKS,
                    "the battery is empty");
        }

        @Test
        void whatBreaksOffIsRefused() throws Exception {
            refused("exit 9", "ffmpeg ended with 9");
        }

        private void refused(String how, String reason) throws Exception {
            Toy toy = new Toy(folder, how);
            assertThatThrownBy(() -> HardwareDecoders.choose(toy.programs(), "toy", Map.of()))
                    .isInstanceOf(UnusableDecoder.class)
                    .hasMessageStartingWith("The hardware decoder toy does not work on this machine (" + reason
                            + "): this ffmpeg knows ")
                    .hasMessageEndingWith("toy, and LECTERN_DECODER=software always works.");
        }

        @Test
        void whatTheBundledFfmpegDoesNotKnowIsRefusedWithWhatItKnows() {
            assertThatThrownBy(() -> HardwareDecoders.choose(Clips.BINARIES, "abacus", Map.of()))
                    .isInstanceOf(UnusableDecoder.class)
                    .hasMessageMatching(
                            "There is no hardware decoder abacus: this ffmpeg knows ([a-z0-9_]+, )+and LECTERN_DECODER=software always works\\.");
        }
    }

    @Nested
    class WhileReading {

        @Test
        void framesAreThoseOfSoftware() throws Exception {
            Toy toy = new Toy(folder, Toy.WORKS);
            assertSame(toy);
            assertThat(toy.runs()).containsExactly("toy");
        }

        @Test
        void whatBreaksOffInTheMiddleIsReadInSoftware() throws Exception {
            // Four frames and a half.
            Toy toy =
                    new Toy(folder, "$real \"$@\" | head -c " + 9 * Frames.WIDTH * Frames.HEIGHT * 3 / 2 + "; exit 1");
            assertSame(toy);
            assertThat(toy.runs()).containsExactly("toy", "software");
        }

        @Test
        void framesThatCameAfterAComplaintAreNotTaken() throws Exception {
            Toy toy = new Toy(folder, "echo 'Failed to sync surface' >&2\n" + NEGATIVE);
            assertSame(toy);
            assertThat(toy.runs()).containsExactly("toy", "software");
        }

        @Test
        void aComplaintAfterTheLastFrameIsOneToo() throws Exception {
            Toy toy = new Toy(folder, "$real \"$@\"; echo 'Failed to end picture' >&2");
            assertSame(toy);
            assertThat(toy.runs()).containsExactly("toy", "software");
        }

        @Test
        void whatNeverBeginsIsReadInSoftware() throws Exception {
            Toy toy = new Toy(folder, "exit 187");
            assertSame(toy);
            assertThat(toy.runs()).containsExactly("toy", "software");
        }

        @Test
        void picturesOfTheSizeOfFramesAreNoWorkForIt() throws Exception {
            Toy toy = new Toy(folder, Toy.WORKS);
            String size = Frames.WIDTH + "x" + Frames.HEIGHT;
            Path file = Clips.clip(
                    folder.resolve("small.mp4"),
                    "testsrc2=size=" + size + ":rate=25:duration=1",
                    "-c:v",
                    "libopenh264");
            Inspection inspection = new Inspector(Clips.BINARIES).inspect(file, new TestStep());
            Frames.of(toy.decoding(), file, inspection, List.of(WHOLE));
            assertThat(toy.runs()).containsExactly("software");
        }

        /** What hardware gives has its two colours side by side. */
        @Test
        void howHardwareLaysOutColoursMakesNoDifferenceToWhatIsScaled() throws Exception {
            String side = NEGATIVE.replace("$1,negate", "format=nv12,$1");
            Toy toy = new Toy(folder, side);
            assertSame(toy);
            assertThat(toy.runs()).containsExactly("toy");
        }

        @Test
        void cancellingIsNoReasonToReadAgain() throws Exception {
            Toy toy = new Toy(folder, Toy.WORKS);
            Path file = clip();
            Inspection inspection = new Inspector(Clips.BINARIES).inspect(file, new TestStep());
            CancelToken cancel = new CancelToken();
            ByteBuffer frame = ByteBuffer.allocate(Frames.WIDTH * Frames.HEIGHT * 3);
            try (FrameReader reader =
                    FrameReader.open(toy.decoding(), file, inspection, WHOLE, Frames.WIDTH, Frames.HEIGHT, cancel)) {
                assertThat(reader.next(frame)).isTrue();
                cancel.cancel();
                Frames.assertInterrupted(reader, frame);
            }
            assertThat(toy.runs()).containsExactly("toy");
        }

        private static final Segment WHOLE = new Segment(0, 0, Segment.OPEN, 5);

        private void assertSame(Toy toy) throws Exception {
            Path file = clip();
            Inspection inspection = new Inspector(Clips.BINARIES).inspect(file, new TestStep());
            List<Segment> whole = Collections.singletonList(WHOLE);
            Frames expected = Frames.of(Clips.BINARIES, file, inspection, whole);
            assertThat(expected.times()).hasSize(15);
            assertThat(Frames.of(toy.decoding(), file, inspection, whole)).isEqualTo(expected);
        }

        private Path clip() {
            return Clips.clip(folder.resolve("clip.mp4"), 3, "-c:v", "libopenh264", "-b:v", "500k");
        }
    }
}
