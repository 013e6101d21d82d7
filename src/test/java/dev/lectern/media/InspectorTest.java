package dev.lectern.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lectern.job.Inspection;
import dev.lectern.job.Playability;
import dev.lectern.job.TaskFailure;
import dev.lectern.testing.Clips;
import dev.lectern.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InspectorTest {

    @TempDir
    Path folder;

    private static Inspection inspect(Path file) throws TaskFailure {
        TestStep step = new TestStep();
        Inspection inspection = new Inspector(Clips.BINARIES).inspect(file, step);
        assertThat(step.progress()).isEqualTo(1);
        return inspection;
    }

    @Test
    void saysWhatIsInAFilm() throws TaskFailure {
        Inspection film = inspect(Clips.clipWithSound(
                folder.resolve("film.mp4"), 4, "-c:v", "libopenh264", "-c:a", "aac", "-movflags", "+faststart"));

        assertThat(film.width()).isEqualTo(320);
        assertThat(film.height()).isEqualTo(180);
        assertThat(film.fps()).isCloseTo(25, within(0.001));
        assertThat(film.variableFrameRate()).isFalse();
        assertThat(film.durationMs()).isEqualTo(4000);
        assertThat(film.lastPictureMs()).isEqualTo(3960);
        assertThat(film.pictures()).isEqualTo(100);
        assertThat(film.videoCodec()).isEqualTo("h264");
        assertThat(film.pixelFormat()).isEqualTo("yuv420p");
        assertThat(film.audioCodec()).isEqualTo("aac");
        assertThat(film.exactSeek()).isTrue();
        assertThat(film.playability()).isEqualTo(Playability.AS_IS);
    }

    @Test
    void aFilmWithKeyPicturesFarApartIsReadInOneGo() throws TaskFailure {
        Path often = folder.resolve("often.mp4");
        Clips.clip(often, "testsrc2=size=64x36:rate=2:duration=200", "-c:v", "libopenh264", "-g", "20");
        Path once = folder.resolve("once.mp4");
        Clips.clip(once, "testsrc2=size=64x36:rate=2:duration=200", "-c:v", "libopenh264", "-g", "100000");
        assertThat(inspect(often).exactSeek()).isTrue();
        assertThat(inspect(once).exactSeek()).isFalse();
    }

    @Test
    void soundThatLastsLongerThanThePicturesChangesNothing() throws TaskFailure {
        Path file = folder.resolve("film.mp4");
        Clips.clip(
                file,
                "sine=duration=20[a];testsrc2=size=64x36:duration=4",
                "-map",
                "[a]",
                "-c:v",
                "libopenh264",
                "-c:a",
                "aac",
                "-movflags",
                "+faststart");
        assertThat(inspect(file).durationMs()).isEqualTo(4000);
        assertThat(inspect(file).playability()).isEqualTo(Playability.AS_IS);
    }

    @Test
    void theDurationOfAWebmThatDoesNotSayItComesFromItsPictures() throws TaskFailure {
        Inspection film = inspect(
                Clips.clip(folder.resolve("live.webm"), 3, "-c:v", "libvpx", "-deadline", "realtime", "-live", "1"));
        assertThat(film.durationMs()).isEqualTo(3000);
        assertThat(film.variableFrameRate()).isFalse();
        assertThat(film.playability()).isEqualTo(Playability.TRANSCODE);
    }

    @ParameterizedTest
    @ValueSource(ints = {90, 180, 270})
    void turnedFilmsAreMeasuredUpright(int degrees) throws TaskFailure {
        Path upright = Clips.clip(folder.resolve("upright.mp4"), 1, "-c:v", "libopenh264");
        Inspection film = inspect(Clips.copy(
                upright, folder.resolve("turned.mp4"), List.of("-display_rotation", Integer.toString(-degrees))));
        assertThat(film.rotation()).isEqualTo(degrees);
        assertThat(film.width()).isEqualTo(degrees == 180 ? 320 : 180);
        assertThat(film.storedWidth()).isEqualTo(320);
    }

    @Test
    void widePixelsAreMadeSquare() throws TaskFailure {
        Inspection film = inspect(Clips.clip(
                folder.resolve("wide.mp4"), "testsrc2=size=360x288:duration=1,setsar=64/45", "-c:v", "mpeg4"));
        assertThat(film.width()).isEqualTo(512);
        assertThat(film.height()).isEqualTo(288);
    }

    @Test
    void variableFrameRatesAreNoticed() throws TaskFailure {
        Inspection film = inspect(Clips.clip(
                folder.resolve("variable.mp4"),
                "testsrc2=size=64x36:rate=25:duration=4,select='not(between(mod(n,10),2,4))'",
                "-c:v",
                "mpeg4",
                "-fps_mode",
                "vfr"));
        assertThat(film.variableFrameRate()).isTrue();
        assertThat(film.pictures()).isEqualTo(70);
    }

    @Test
    void transportStreamsAreReadInOnePiece() throws TaskFailure {
        Inspection film = inspect(Clips.clip(folder.resolve("film.ts"), 2, "-c:v", "libopenh264"));
        assertThat(film.exactSeek()).isFalse();
        assertThat(film.durationMs()).isCloseTo(2000, within(2L));
        assertThat(film.playability()).isEqualTo(Playability.REMUX);
    }

    @Test
    void aCoverPictureIsNotTheFilm() throws TaskFailure {
        Path film = Clips.clip(folder.resolve("film.mp4"), 1, "-c:v", "libopenh264", "-movflags", "+faststart");
        Path cover = Clips.clip(folder.resolve("cover.jpg"), "color=red:size=64x64:duration=0.04", "-frames:v", "1");
        Path both = Clips.copy(
                cover,
                folder.resolve("both.mp4"),
                List.of("-i", film.toString()),
                "-map",
                "1",
                "-disposition:v:0",
                "0",
                "-disposition:v:1",
                "attached_pic");
        assertThat(inspect(both).videoCodec()).isEqualTo("h264");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev1_walk_stand_reenter",
                "dev2_pupils_in_front",
                "dev3_desk_passerby_vfr",
                "dev4_portrait_rotated"
            })
    void sampleTimesOfRealClipsAreThoseOfTheTruth(String name) throws TaskFailure, IOException {
        Path file = Shared.media("clips/" + name + ".mp4");
        assumeTrue(Files.exists(file), "the shared recordings are not here");
        Inspection film = inspect(file);
        JsonNode track = new ObjectMapper()
                .readTree(Shared.media("clips/" + name + ".gt.json").toFile())
                .path("track");

        assertThat(film.pictures()).isEqualTo(track.size());
        assertThat(film.lastPictureMs())
                .isCloseTo(Math.round(track.get(track.size() - 1).path("tMs").asDouble()), within(1L));
        List<Long> truth = track.findValues("tMs").stream()
                .map(t -> Math.round(t.asDouble()))
                .toList();
        assertThat(Frames.of(file, film, 5).times()).hasSizeGreaterThan(20).allMatch(t -> truth.stream()
                .anyMatch(pictured -> Math.abs(pictured - t) <= 1));
    }
}
