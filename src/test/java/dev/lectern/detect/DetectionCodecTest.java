package dev.lectern.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lectern.job.Provider;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class DetectionCodecTest {

    @RepeatedTest(50)
    void whatWasEncodedIsDecodedExactly(RepetitionInfo repetition) throws Exception {
        List<FrameDetections> frames = frames(new Random(repetition.getCurrentRepetition()));
        assertThat(DetectionCodec.decode(DetectionCodec.encode(frames))).isEqualTo(frames);
    }

    @Test
    void secondLooksAreRememberedAndWhatWasLookedAtOnceKeepsItsBytes() throws Exception {
        FrameDetections once = new FrameDetections(200, List.of(new Detection(0.1, 0.2, 0.3, 0.4, 0.5)));
        FrameDetections twice = new FrameDetections(400, once.persons(), once.view(), 3);
        byte[] bytes = DetectionCodec.encode(List.of(once, twice));
        assertThat(DetectionCodec.decode(bytes))
                .extracting(FrameDetections::secondLooks)
                .containsExactly(0, 3);
        assertThat(bytes[4]).as("version").isEqualTo((byte) 3);
        assertThat(DetectionCodec.encode(List.of(once))[4]).isEqualTo((byte) 2);
    }

    @Test
    void whichPicturesWereLookedAtIsRemembered() throws Exception {
        FrameDetections looked = new FrameDetections(200, List.of(new Detection(0.1, 0.2, 0.3, 0.4, 0.5)));
        FrameDetections twice = new FrameDetections(400, looked.persons(), looked.view(), 3);
        FrameDetections not = FrameDetections.notLookedAt(600, looked.persons(), looked.view());
        byte[] bytes = DetectionCodec.encode(List.of(looked, twice, not));
        List<FrameDetections> decoded = DetectionCodec.decode(bytes);
        assertThat(decoded).extracting(FrameDetections::looked).containsExactly(true, true, false);
        assertThat(decoded).extracting(FrameDetections::secondLooks).containsExactly(0, 3, 0);
        assertThat(bytes[4]).as("version").isEqualTo((byte) 4);
    }

    @Test
    void noFramesAreFramesToo() throws Exception {
        assertThat(DetectionCodec.decode(DetectionCodec.encode(List.of()))).isEmpty();
    }

    @Test
    void aMinuteOfOnePersonIsSmall() {
        List<FrameDetections> frames = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            frames.add(new FrameDetections(3_600_000L + i * 200, List.of(new Detection(0.1, 0.2, 0.3, 0.4, 0.5))));
        }
        assertThat(DetectionCodec.encode(frames).length).isLessThan(300 * 60);
    }

    @Test
    void boxesBetweenTheStepsAreRoundedButStayBoxes() throws Exception {
        Detection sliver = new Detection(1 - 1e-7, 0.5, 1e-7, 0.123456789, 0.3);
        List<FrameDetections> decoded =
                DetectionCodec.decode(DetectionCodec.encode(List.of(new FrameDetections(0, List.of(sliver)))));
        assertThat(decoded.get(0).persons().get(0).w()).isEqualTo(1.0 / Detection.STEPS);
    }

    @RepeatedTest(20)
    void anyChangedByteIsNoticed(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        byte[] bytes = DetectionCodec.encode(frames(random));
        int at = random.nextInt(bytes.length);
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        assertThatThrownBy(() -> DetectionCodec.decode(bytes)).isInstanceOf(IOException.class);
    }

    @RepeatedTest(20)
    void aMissingEndIsNoticed(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        byte[] bytes = DetectionCodec.encode(frames(random));
        byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));
        assertThatThrownBy(() -> DetectionCodec.decode(cut)).isInstanceOf(IOException.class);
    }

    @Test
    void aNewerVersionIsSaidToBeNewer() {
        byte[] bytes = DetectionCodec.encode(List.of());
        bytes[4] = 6;
        assertThatThrownBy(() -> DetectionCodec.decode(bytes)).hasMessageContaining("version 6");
    }

    @Test
    void whatOtherHardwareFoundIsRememberedAndTheProcessorsBytesStayAsTheyWere() throws Exception {
        FrameDetections once = new FrameDetections(200, List.of(new Detection(0.1, 0.2, 0.3, 0.4, 0.5)));
        FrameDetections not = FrameDetections.notLookedAt(400, once.persons(), once.view());
        for (List<FrameDetections> frames : List.of(List.of(once), List.of(once, not))) {
            for (Provider provider : EnumSet.complementOf(EnumSet.of(Provider.CPU))) {
                List<FrameDetections> theirs =
                        frames.stream().map(frame -> frame.by(provider)).toList();
                byte[] plain = DetectionCodec.encode(frames);
                byte[] bytes = DetectionCodec.encode(theirs);
                assertThat(bytes).startsWith('L', 'D', 'E', 'T', 5, provider.code());
                assertThat(Arrays.copyOfRange(bytes, 6, bytes.length - 4))
                        .as("what follows is what the processor's say after their name")
                        .isEqualTo(Arrays.copyOfRange(plain, 4, plain.length - 4));
                assertThat(DetectionCodec.decode(bytes))
                        .isEqualTo(DetectionCodec.decode(plain).stream()
                                .map(frame -> frame.by(provider))
                                .toList());
            }
        }
    }

    @Test
    void whatTheProcessorFoundHasTheBytesItAlwaysHad() {
        byte[] bytes = DetectionCodec.encode(List.of(new FrameDetections(200, List.of())));
        byte[] body = ByteBuffer.allocate(9 + View.CELLS)
                .put(new byte[] {'L', 'D', 'E', 'T', 2, 1, (byte) 200, 1, 0})
                .put(View.UNKNOWN.bytes())
                .array();
        assertThat(Arrays.copyOf(bytes, bytes.length - 4)).isEqualTo(body);
    }

    @Test
    void hardwareThatNobodyKnowsIsSaidToBeUnknown() {
        byte[] bytes = DetectionCodec.encode(List.of(new FrameDetections(0, List.of()).by(Provider.CUDA)));
        bytes[5] = 99;
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, bytes.length - 4);
        ByteBuffer.wrap(bytes).putInt(bytes.length - 4, (int) crc.getValue());
        assertThatThrownBy(() -> DetectionCodec.decode(bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("hardware that this version of Lectern does not know");
    }

    @Test
    void aFileIsOfOneKindOfHardware() {
        FrameDetections one = new FrameDetections(0, List.of());
        assertThatThrownBy(() -> DetectionCodec.encode(List.of(one, one.by(Provider.CUDA))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void boxesStoredBeforeThereWereAppearancesAreRead() throws Exception {
        // One frame at 200 ms with one person.
        byte[] body = {'L', 'D', 'E', 'T', 1, 1, (byte) 200, 1, 1, 1, 0, 0, 1, 2, 0, 4, 0, (byte) 255, (byte) 255};
        CRC32 crc = new CRC32();
        crc.update(body);
        byte[] stored = ByteBuffer.allocate(body.length + 4)
                .put(body)
                .putInt((int) crc.getValue())
                .array();
        assertThat(DetectionCodec.decode(stored))
                .containsExactly(
                        new FrameDetections(200, List.of(Detection.ofSteps(256, 1, 512, 1024, Detection.STEPS))));
    }

    @Test
    void somethingElseIsSaidToBeSomethingElse() {
        assertThatThrownBy(() -> DetectionCodec.decode(new byte[100])).hasMessageContaining("not detections");
        assertThatThrownBy(() -> DetectionCodec.decode(new byte[0])).hasMessageContaining("not detections");
    }

    @Test
    void framesOutOfOrderAreRefused() {
        List<FrameDetections> frames = List.of(new FrameDetections(200, List.of()), new FrameDetections(0, List.of()));
        assertThatThrownBy(() -> DetectionCodec.encode(frames)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<FrameDetections> frames(Random random) {
        List<FrameDetections> frames = new ArrayList<>();
        long tMs = 0;
        for (int i = random.nextInt(40); i >= 0; i--) {
            List<Detection> persons = new ArrayList<>();
            for (int p = random.nextInt(5); p > 0; p--) {
                int x = random.nextInt(Detection.STEPS);
                int y = random.nextInt(Detection.STEPS);
                int w = 1 + random.nextInt(Detection.STEPS - x);
                int h = 1 + random.nextInt(Detection.STEPS - y);
                Appearance looks = new Appearance(random.nextLong(), random.nextLong(), random.nextLong());
                persons.add(Detection.ofSteps(x, y, w, h, random.nextInt(Detection.STEPS + 1), looks));
            }
            byte[] cells = new byte[View.CELLS];
            random.nextBytes(cells);
            frames.add(new FrameDetections(tMs, persons, View.of(cells)));
            tMs += (long) Math.pow(10, random.nextDouble() * 9);
        }
        return frames;
    }
}
