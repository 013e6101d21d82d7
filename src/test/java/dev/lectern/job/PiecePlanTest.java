package dev.lectern.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lectern.testing.Inspections;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PiecePlanTest {

    private static final long KEY_PICTURES_SECONDS = 4;

    @ParameterizedTest(name = "a recording of {0} s")
    @ValueSource(doubles = {30.05, 40, 49.99, 50.05, 61.3, 600, 5_400, 21_599})
    void piecesCoverAllTimesOnceAndTheLastIsOpen(double seconds) {
        List<Piece> pieces = PiecePlan.of(Inspections.toEncode(seconds));
        assertThat(pieces).hasSizeGreaterThan(1);
        long next = 0;
        for (int k = 0; k < pieces.size(); k++) {
            Piece piece = pieces.get(k);
            assertThat(piece.index()).isEqualTo(k);
            assertThat(piece.startSeconds()).isEqualTo(next);
            assertThat(piece.startSeconds() % KEY_PICTURES_SECONDS).isZero();
            assertThat(piece.open()).isEqualTo(k == pieces.size() - 1);
            next = piece.endSeconds();
        }
        double usual = pieces.get(0).endSeconds();
        double last = seconds - pieces.get(pieces.size() - 1).startSeconds();
        assertThat(last).isBetween(usual / 2, usual * 3 / 2 + 0.05);
    }

    @Test
    void isCutAtWholeSeconds() {
        assertThat(PiecePlan.of(Inspections.toEncode(65)))
                .containsExactly(
                        Piece.pictures(0, 0, 20), Piece.pictures(1, 20, 40), Piece.pictures(2, 40, Piece.OPEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"opus", "pcm_s16le", "unknown"})
    void soundThatMustBeEncodedIsAPieceAndTheFirst(String codec) {
        assertThat(PiecePlan.of(Inspections.toEncode(Inspections.ofSeconds(65), codec)))
                .containsExactly(
                        Piece.sound(0),
                        Piece.pictures(1, 0, 20),
                        Piece.pictures(2, 20, 40),
                        Piece.pictures(3, 40, Piece.OPEN));
    }

    @Test
    void soundThatIsCopiedIsNoPiece() {
        assertThat(PiecePlan.of(Inspections.toEncode(Inspections.ofSeconds(65), "aac")))
                .isEqualTo(PiecePlan.of(Inspections.toEncode(65)));
    }

    @Test
    void soundAloneIsNotEncodedInPieces() {
        Inspection silent = Inspections.of(600, true, Playability.TRANSCODE);
        String json = new String(Json.bytes(silent), StandardCharsets.UTF_8)
                .replace("\"audioCodec\":null", "\"audioCodec\":\"opus\"");
        Inspection loud = Json.read(json.getBytes(StandardCharsets.UTF_8), Inspection.class);
        assertThat(loud.encodeSound()).isTrue();
        assertThat(PiecePlan.of(loud)).isEmpty();
    }

    @Test
    void whatIsCopiedIsNotCut() {
        for (Playability playability : Playability.values()) {
            assertThat(PiecePlan.of(Inspections.of(600, true, playability))).isEmpty();
        }
    }

    @ParameterizedTest(name = "a recording of {0} s, exact {1}, interlaced {2}")
    @CsvSource({"29.9, true, false", "600, false, false", "600, true, true", "21600, true, false"})
    void whatIsShortVeryLongNotExactOrInterlacedIsEncodedInOneGo(double seconds, boolean exact, boolean interlaced) {
        Inspection like = Inspections.toEncode(Inspections.of(seconds, exact, Playability.TRANSCODE));
        String json = new String(Json.bytes(like), StandardCharsets.UTF_8)
                .replace("\"interlaced\":false", "\"interlaced\":" + interlaced);
        Inspection inspection = Json.read(json.getBytes(StandardCharsets.UTF_8), Inspection.class);
        assertThat(inspection.interlaced()).isEqualTo(interlaced);
        assertThat(PiecePlan.of(inspection)).isEmpty();
    }

    @Test
    void piecesAreLongerWherePicturesAreFarApart() {
        assertThat(PiecePlan.of(Inspections.toEncode(Inspections.sparse(3_600, 3_600))))
                .hasSize(36)
                .startsWith(Piece.pictures(0, 0, 100));
        assertThat(PiecePlan.of(Inspections.toEncode(Inspections.sparse(3_600, 199))))
                .isEmpty();
    }

    @Test
    void aRecordingThatAnOlderVersionInspectedIsEncodedInOneGo() {
        String json = new String(Json.bytes(Inspections.toEncode(600)), StandardCharsets.UTF_8);
        String older = json.replace(",\"encodePictures\":true", "");
        assertThat(older).isNotEqualTo(json);
        assertThat(PiecePlan.of(Json.read(older.getBytes(StandardCharsets.UTF_8), Inspection.class)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"20, 9223372036854775807", "0, 20"})
    void soundIsOnePieceOrNone(long start, long end) {
        assertThatThrownBy(() -> new Piece(0, true, start, end)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0, 20", "0, -4, 20", "0, 20, 20"})
    void refusesWhatIsNoPiece(int index, long start, long end) {
        assertThatThrownBy(() -> Piece.pictures(index, start, end)).isInstanceOf(IllegalArgumentException.class);
    }
}
