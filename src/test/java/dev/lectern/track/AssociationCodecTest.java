package dev.lectern.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Who is who, kept in few bytes. */
class AssociationCodecTest {

    private static final ProcessingMeta META = ProcessingMeta.of("d", "r", "1", "m", TrackerParameters.DEFAULT);

    private final Stage stage = new Stage(40)
            .with(Stage.dressed(1, 5, Stage.standing(t -> Stage.pace(t, 0.15, 0.45, 12), 0.6)))
            .with(Stage.during(8, 30, Stage.dressed(3, 3, Stage.standing(t -> 0.8, 0.6))))
            .with(Stage.seated(0.3, 0.5));
    private final Association association = stage.association();
    private final byte[] kept = AssociationCodec.encode(association, "etag");

    @Test
    void fromTheSameDetectionsItGivesTheSameBytes() throws IOException {
        Association again = read(kept, "etag");
        assertThat(again.persons()).isEqualTo(association.persons());
        assertThat(again.candidates())
                .extracting(Candidate::evidence)
                .isEqualTo(association.candidates().stream()
                        .map(Candidate::evidence)
                        .toList());
        assertThat(new PayloadV1(Tracking.choose(again, Corrections.NONE), META).json())
                .isEqualTo(new PayloadV1(stage.result(), META).json());
        assertThat(AssociationCodec.encode(again, "etag")).isEqualTo(kept);
    }

    @Test
    void itIsSmall() {
        int boxes = association.candidates().stream()
                .mapToInt(c -> c.person().sights())
                .sum();
        assertThat(kept.length).isLessThan(500 + 2 * boxes);
    }

    @Test
    void ofAnotherResultOrOtherDetectionsOrBrokenItIsOfNoUse() {
        assertThatThrownBy(() -> read(kept, "another")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> AssociationCodec.decode(
                        kept, "etag", Stage.INSPECTION, stage.frames().subList(0, 100), TrackerParameters.DEFAULT))
                .isInstanceOf(IOException.class);
        for (int length = 0; length < kept.length; length += 7) {
            byte[] cut = Arrays.copyOf(kept, length);
            assertThatThrownBy(() -> read(cut, "etag")).isInstanceOf(IOException.class);
        }
    }

    private Association read(byte[] bytes, String result) throws IOException {
        return AssociationCodec.decode(bytes, result, Stage.INSPECTION, stage.frames(), TrackerParameters.DEFAULT);
    }
}
