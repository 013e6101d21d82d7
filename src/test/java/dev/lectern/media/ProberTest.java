package dev.lectern.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lectern.job.CancelToken;
import dev.lectern.job.TaskFailure;
import dev.lectern.testing.Clips;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProberTest {

    private final Prober prober = new Prober(Clips.BINARIES);

    @TempDir
    Path folder;

    @Test
    void aFilmIsAcceptedWhateverItsName() throws TaskFailure, IOException {
        Path clip = Clips.clip(folder.resolve("film.mp4"), 1, "-c:v", "mpeg4");
        for (String name : List.of("-i.mp4", "a b.mp4", "concat:x|y.mp4", "%d.mp4", "quo'te\".txt", "new\nline")) {
            Path named = Files.copy(clip, folder.resolve(name));
            assertThatCode(() -> prober.look(named)).as(name).doesNotThrowAnyException();
        }
    }

    @Test
    void listsOfOtherFilesAreRefusedAlthoughThoseAreFilms() throws TaskFailure, IOException {
        Path film = Clips.clip(folder.resolve("film.ts"), 2, "-c:v", "mpeg2video");
        String hls = "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n" + film + "\n#EXT-X-ENDLIST\n";
        assertRefused(hls, ".mp4", Sentences.NOT_A_VIDEO);
        assertRefused(hls, ".m3u8", Sentences.NOT_A_VIDEO);
        assertRefused("ffconcat version 1.0\nfile " + film.getFileName() + "\n", ".mp4", Sentences.NOT_A_VIDEO);
        assertRefused(
                "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n",
                ".sdp",
                Sentences.NOT_A_VIDEO);
        assertRefused(
                "<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"><Period><AdaptationSet><Representation id=\"1\"><BaseURL>"
                        + film + "</BaseURL></Representation></AdaptationSet></Period></MPD>",
                ".mp4",
                Sentences.NOT_A_VIDEO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "<html></html>", "\u0000\u0000\u0000\u0018ftypisom", "%PDF-1.4"})
    void whatIsNoFilmIsRefused(String content) throws IOException {
        assertRefused(content, ".mp4", Sentences.NOT_A_VIDEO);
    }

    @Test
    void anEmptyFileIsSaidToBeEmpty() throws IOException {
        assertRefused("", ".mp4", Sentences.EMPTY);
    }

    @Test
    void aStillPictureIsNoFilm() throws TaskFailure {
        Path png = Clips.clip(folder.resolve("picture.png"), "color=red:size=32x32:duration=0.04", "-frames:v", "1");
        assertThatThrownBy(() -> prober.look(png)).hasMessage(Sentences.NOT_A_VIDEO);
    }

    @Test
    void aCodecThatIsNotAllowedIsRefused() throws TaskFailure {
        Path file = Clips.clip(folder.resolve("magic.mkv"), "color=red:size=32x32:duration=1", "-c:v", "magicyuv");
        assertThatThrownBy(() -> prober.look(file)).hasMessage(Sentences.UNKNOWN_CODEC);
    }

    @Test
    void picturesThatAreTooLargeAreRefused() throws TaskFailure {
        Path file =
                Clips.clip(folder.resolve("large.mkv"), "color=red:size=8192x4800:rate=1:duration=1", "-c:v", "mjpeg");
        assertThatThrownBy(() -> prober.look(file)).hasMessage(Sentences.tooLarge("8192", "4800"));
    }

    @Test
    void aFilmWithoutOnePictureThatDecodesIsDamaged() throws Exception {
        Path file = Clips.clip(folder.resolve("film.mp4"), 2, "-c:v", "mpeg4", "-movflags", "+faststart");
        byte[] bytes = Files.readAllBytes(file);
        int data = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("mdat") + 4;
        Arrays.fill(bytes, data, bytes.length, (byte) 0);
        Files.write(file, bytes);
        assertThatThrownBy(() -> prober.look(file)).isInstanceOfSatisfying(TaskFailure.class, e -> assertThat(e.kind())
                .isEqualTo(TaskFailure.Kind.PERMANENT));
    }

    @Test
    void aFileThatIsNotThereIsNoFaultOfTheTeacher() {
        assertThatThrownBy(() -> prober.look(folder.resolve("absent.mp4")))
                .isInstanceOfSatisfying(
                        TaskFailure.class, e -> assertThat(e.kind()).isEqualTo(TaskFailure.Kind.TRANSIENT));
    }

    @Test
    void aCancelledLookIsInterrupted() throws TaskFailure {
        Path file = Clips.clip(folder.resolve("film.mp4"), 1, "-c:v", "mpeg4");
        CancelToken cancel = new CancelToken();
        cancel.cancel();
        assertThatThrownBy(() -> prober.look(file, cancel))
                .isInstanceOfSatisfying(
                        TaskFailure.class, e -> assertThat(e.kind()).isEqualTo(TaskFailure.Kind.INTERRUPTED));
    }

    private void assertRefused(String content, String suffix, String sentence) throws IOException {
        Path file = Files.writeString(Files.createTempFile(folder, "upload", suffix), content);
        assertThatThrownBy(() -> prober.look(file)).isInstanceOfSatisfying(TaskFailure.class, e -> {
            assertThat(e.kind()).isEqualTo(TaskFailure.Kind.PERMANENT);
            assertThat(e.getMessage()).isEqualTo(sentence);
        });
    }
}
