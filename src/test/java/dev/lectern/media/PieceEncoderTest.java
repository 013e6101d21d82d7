package dev.lectern.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lectern.job.CancelToken;
import dev.lectern.job.Inspection;
import dev.lectern.job.Piece;
import dev.lectern.job.PiecePlan;
import dev.lectern.job.StepContext;
import dev.lectern.job.TaskFailure;
import dev.lectern.testing.Clips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is joined of pieces is what is encoded in one go: the same pictures at the same times, and the same sound. */
class PieceEncoderTest {

    private static final Pattern WORST = Pattern.compile("average:.* min:([0-9.]+|inf)");
    /** A picture in the wrong place is below 20 dB here; what another state of the encoder makes of the same one is above 40. */
    private static final double ALIKE_DB = 30;

    private static final String SMALL_PICTURES = "testsrc2=size=64x36:rate=25:duration=31";

    @TempDir
    Path folder;

    private int made;

    private final PieceEncoder encoder = new PieceEncoder(Clips.BINARIES);

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "29.97 a second, sound before the pictures | a.webm | testsrc2=size=96x54:rate=30000/1001:duration=47 | sine=duration=47"
                        + " | -c:v libvpx -deadline realtime -cpu-used 8 -c:a libopus",
                "changing rate, odd size, start behind 0, a pause longer than a piece | b.mp4"
                        + " | testsrc2=size=97x55:rate=25:duration=88,select='not(between(mod(n,10),2,4))*not(between(t,18.5,64.2))*gte(t,1.3)'"
                        + " | sine=duration=89:r=44100 | -c:v mpeg4 -bf 2 -fps_mode vfr -c:a aac",
                "twice as fast as is shown | c.mkv | testsrc2=size=64x36:rate=120:duration=41 | sine=duration=30"
                        + " | -c:v mpeg4 -g 900 -c:a libmp3lame",
                "few key pictures and pictures out of order | d.mp4 | testsrc2=size=128x72:rate=24:duration=52 | sine=duration=52"
                        + " | -c:v libsvtav1 -preset 12 -g 480 -c:a aac",
            })
    void joinedPiecesAreWhatIsEncodedInOneGo(String what, String name, String pictures, String sound, String options)
            throws Exception {
        isTheSame(film(name, pictures, sound, options));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "uncompressed | a.mov | 0 | sine=duration=31:r=48000 | -c:a pcm_s16le",
                "mono, of another rate | b.mov | 0 | sine=duration=31:r=44100 | -ac 1 -c:a pcm_s16le",
                "of a rate that AAC does not have | c.mkv | 0 | sine=duration=31:r=192000 | -c:a pcm_s16le",
                "of a telephone | d.mov | 0 | sine=duration=31:r=8000 | -c:a pcm_mulaw",
                "5.1, longer than the pictures | e.mkv | 0 | sine=duration=37.123:r=48000 | -ac 6 -c:a ac3",
                "shorter than the pictures | f.mkv | 0 | sine=duration=11.37:r=44100 | -c:a eac3",
                "begins late | g.mov | 3.3337 | sine=duration=20:r=44100 | -c:a pcm_s16le",
                "begins late, in milliseconds | i.mkv | 3.3337 | sine=duration=20:r=22050 | -c:a flac",
                "begins before the pictures | j.mkv | -1.5003 | sine=duration=30:r=44100 | -c:a libmp3lame",
                "begins before the pictures, exactly | k.mov | -1.5003 | sine=duration=30:r=44100 | -c:a pcm_s16le",
                "with a hole in it | l.mkv | 0 | sine=duration=31:r=48000,aselect='not(between(t,7,9.7))' | -c:a flac",
            })
    void soundThatIsEncodedOnItsOwnIsThatOfOneFfmpeg(
            String what, String name, double late, String sound, String options) throws Exception {
        Path in = film(name, late, sound, options);
        assertThat(inspect(in).encodeSound()).isTrue();
        isTheSame(in);
    }

    /** An ffmpeg that encodes pictures beside it puts some packets of such sound one sample aside; where it copies them, it does not. */
    @ParameterizedTest(name = "{0} s late, {1}")
    @CsvSource({"0.01, alac, mov", "0, flac, mkv"})
    void soundLateByLessThanAPacketOrWithAHoleIsThatOfOneFfmpegToASample(double late, String codec, String container)
            throws Exception {
        String hole = "sine=duration=20:r=44100,aselect='not(between(t,7,9.7))'";
        Path in = film("film." + container, late, hole, "-c:a " + codec);
        Inspection inspection = inspect(in);
        List<Packet> ours = packets(joined(in, inspection, encode(in, inspection)));
        List<Packet> theirs = packets(whole(in, inspection));
        assertThat(ours)
                .extracting(Packet::hash)
                .isEqualTo(theirs.stream().map(Packet::hash).toList());
        assertThat(ours.get(0)).isEqualTo(theirs.get(0));
        for (int k = 0; k < ours.size(); k++) {
            assertThat(ours.get(k).time())
                    .as("packet %d", k)
                    .isCloseTo(theirs.get(k).time(), within(1L));
        }
    }

    @Test
    void aPieceSaysHowFarItIs() throws Exception {
        Path in = film("film.mov", 0, "sine=duration=31", "-c:a aac");
        Inspection inspection = inspect(in);
        TestStep step = new TestStep();
        Piece last = PiecePlan.of(inspection).get(1);
        encoder.encode(in, inspection, last, folder.resolve("piece"), step);
        assertThat(step.progress()).isBetween(0.9, 1.0);
    }

    @Test
    void soundSaysHowFarItIs() throws Exception {
        Path in = film("film.mov", 0, "sine=duration=31", "-c:a pcm_s16le");
        TestStep step = new TestStep();
        encoder.encode(in, inspect(in), Piece.sound(0), folder.resolve("sound"), step);
        assertThat(step.progress()).isBetween(0.9, 1.0);
    }

    @Test
    void soundThatCannotBeEncodedOnItsOwnIsSeenToWhenThePicturesAreJoined() throws Exception {
        Path in = film("film.mov", 3.3337, "sine=duration=25", "-c:a pcm_s16le");
        Inspection inspection = inspect(in);
        List<Path> pieces = encode(in, inspection);
        Path joined = joined(in, inspection, pieces);
        Path gone = Files.writeString(folder.resolve("gone.mp4"), "no film any more");
        encoder.encode(gone, inspection, Piece.sound(0), pieces.get(0), new TestStep());
        assertThat(pieces.get(0)).isNotEmptyFile();
        assertThat(joined(in, inspection, pieces)).hasSameBinaryContentAs(joined);

        // What has the size of sound but is none.
        Files.write(pieces.get(0), new byte[5000]);
        assertThat(joined(in, inspection, pieces)).hasSameBinaryContentAs(joined);
    }

    @Test
    void soundThatCannotBeDecodedDoesNotCostThePictures() throws Exception {
        Path good = film("good.mkv", 0, "sine=duration=31", "-c:a flac");
        Path in = Clips.copy(good, folder.resolve("bad.mkv"), List.of(), "-bsf:a", "noise=amount=1");
        Inspection inspection = inspect(in);
        List<Path> pieces = encode(in, inspection);
        Path joined = joined(in, inspection, pieces);
        assertThat(inspect(joined).audioCodec()).isNull();
        assertThat(times(joined, "v"))
                .isEqualTo(times(whole(in, inspection), "v"))
                .isNotEmpty();
    }

    @Test
    void turnedPicturesOfARecordingThatBeginsLater() throws Exception {
        Path lying = film(
                "lying.mp4",
                "testsrc2=size=96x54:rate=50:duration=33",
                "sine=duration=32",
                "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -c:a aac");
        Path in = Clips.copy(
                lying, folder.resolve("turned.mkv"), List.of("-display_rotation", "90"), "-output_ts_offset", "1.5");
        Inspection inspection = inspect(in);
        assertThat(inspection.rotation()).isEqualTo(270);
        isTheSame(in);
    }

    @Test
    void aSilentRecording() throws Exception {
        isTheSame(Clips.clip(folder.resolve("silent.mkv"), "testsrc2=size=64x36:rate=25:duration=33", "-c:v", "mpeg4"));
    }

    @Test
    void aPieceThatCannotBeEncodedOnItsOwnHasTheWholeEncodedInOneGo() throws Exception {
        Path in =
                film("film.mp4", "testsrc2=size=64x36:rate=25:duration=33", "sine=duration=33", "-c:v mpeg4 -c:a aac");
        Inspection inspection = inspect(in);
        List<Path> pieces = encode(in, inspection);
        Path gone = Files.writeString(folder.resolve("gone.mp4"), "no film any more");
        encoder.encode(gone, inspection, PiecePlan.of(inspection).get(1), pieces.get(1), new TestStep());
        assertThat(pieces.get(1)).isNotEmptyFile();

        Path made = folder.resolve("made.mp4");
        new Transcoder(Clips.BINARIES).makePlayable(in, inspection, pieces, made, new TestStep());
        Path whole = folder.resolve("whole.mp4");
        new Transcoder(Clips.BINARIES).makePlayable(in, inspection, whole, new TestStep());
        assertThat(made).hasSameBinaryContentAs(whole);
    }

    @Test
    void aPieceThatCannotBeReadIsNotTheRecordingsFault() throws Exception {
        Path in =
                film("film.mp4", "testsrc2=size=64x36:rate=25:duration=33", "sine=duration=33", "-c:v mpeg4 -c:a aac");
        Inspection inspection = inspect(in);
        List<Path> pieces = encode(in, inspection);
        Files.delete(pieces.get(1));
        Path out = folder.resolve("made.mp4");
        assertThatThrownBy(
                        () -> new Transcoder(Clips.BINARIES).makePlayable(in, inspection, pieces, out, new TestStep()))
                .isInstanceOfSatisfying(
                        TaskFailure.class, e -> assertThat(e.kind()).isEqualTo(TaskFailure.Kind.TRANSIENT));
        assertThat(out).doesNotExist();
    }

    @ParameterizedTest(name = "sound {0}")
    @ValueSource(booleans = {false, true})
    @EnabledOnOs(OS.LINUX)
    void aFullDiskIsNotTheRecordingsFault(boolean sound) throws Exception {
        Path in =
                film("film.mp4", "testsrc2=size=64x36:rate=25:duration=33", "sine=duration=33", "-c:v mpeg4 -c:a aac");
        Path full = Files.createSymbolicLink(folder.resolve("full.ts"), Path.of("/dev/full"));
        Inspection inspection = inspect(in);
        Piece piece = sound ? Piece.sound(0) : PiecePlan.of(inspection).get(0);
        assertThatThrownBy(() -> encoder.encode(in, inspection, piece, full, new TestStep()))
                .isInstanceOfSatisfying(
                        TaskFailure.class, e -> assertThat(e.kind()).isEqualTo(TaskFailure.Kind.TRANSIENT))
                .hasMessageContaining("no room left on the disk");
    }

    @Test
    void whatIsCancelledEndsAtOnce() throws Exception {
        Path in = film(
                "film.mp4", "testsrc2=size=640x360:rate=25:duration=33", "sine=duration=33", "-c:v mpeg4 -c:a aac");
        Inspection inspection = inspect(in);
        CancelToken cancel = new CancelToken();
        StepContext cancelsItself = new StepContext() {
            @Override
            public CancelToken cancel() {
                return cancel;
            }

            @Override
            public void progress(double fraction) {
                cancel.cancel();
            }
        };
        Piece first = PiecePlan.of(inspection).get(0);
        assertThatThrownBy(() -> encoder.encode(in, inspection, first, folder.resolve("out.ts"), cancelsItself))
                .isInstanceOfSatisfying(
                        TaskFailure.class, e -> assertThat(e.kind()).isEqualTo(TaskFailure.Kind.INTERRUPTED));
    }

    @Test
    void whatBrowsersShowIsNotEncodedAgain() throws Exception {
        Path silent = Clips.clip(
                folder.resolve("shown.mkv"), "testsrc2=size=64x36:rate=25:duration=2", "-c:v", "libopenh264");
        assertThat(inspect(silent).encodePictures()).isFalse();
        Path loud = film(
                "loud.mkv",
                "testsrc2=size=64x36:rate=25:duration=2",
                "sine=duration=2",
                "-c:v libopenh264 -c:a libopus");
        assertThat(inspect(loud).encodePictures()).as("its sound alone is").isFalse();
        Path old = film("old.mkv", "testsrc2=size=64x36:rate=25:duration=2", "sine=duration=2", "-c:v mpeg4 -c:a aac");
        assertThat(inspect(old).encodePictures()).isTrue();
    }

    private void isTheSame(Path in) throws Exception {
        Inspection inspection = inspect(in);
        List<Path> pieces = encode(in, inspection);
        assertThat(pieces).hasSizeGreaterThan(1);
        Path joined = joined(in, inspection, pieces);
        Path whole = whole(in, inspection);

        assertThat(times(joined, "v")).isEqualTo(times(whole, "v")).isNotEmpty();
        assertThat(sound(joined)).isEqualTo(sound(whole));
        assertThat(inspect(joined).playability()).isEqualTo(inspect(whole).playability());
        assertThat(inspect(joined).durationMs()).isEqualTo(inspect(whole).durationMs());
        assertThat(decoded(joined)).as("complaints of a decoder").isEmpty();
        assertThat(worst(joined, whole)).isGreaterThan(ALIKE_DB);
        assertThat(keyPictures(joined)).isBetween(1L, keyPictures(whole) + pieces.size());
    }

    private Path joined(Path in, Inspection inspection, List<Path> pieces) throws TaskFailure {
        Path joined = folder.resolve("joined-" + made++ + ".mp4");
        TestStep step = new TestStep();
        new Transcoder(Clips.BINARIES).makePlayable(in, inspection, pieces, joined, step);
        assertThat(step.progress()).isEqualTo(1);
        return joined;
    }

    private Path whole(Path in, Inspection inspection) throws TaskFailure {
        Path whole = folder.resolve("whole.mp4");
        new Transcoder(Clips.BINARIES).makePlayable(in, inspection, whole, new TestStep());
        return whole;
    }

    private List<Path> encode(Path in, Inspection inspection) throws TaskFailure, IOException {
        List<Path> pieces = new ArrayList<>();
        for (Piece piece : PiecePlan.of(inspection)) {
            Path out = folder.resolve(piece.index() + ".piece");
            encoder.encode(in, inspection, piece, out, new TestStep());
            assertThat(Files.size(out)).isPositive();
            pieces.add(out);
        }
        return pieces;
    }

    private Path film(String name, String pictures, String sound, String options) {
        List<String> arguments = new ArrayList<>(List.of("-f", "lavfi", "-i", pictures, "-f", "lavfi", "-i", sound));
        arguments.addAll(List.of(options.split(" ")));
        return Clips.make(folder.resolve(name), arguments.toArray(String[]::new));
    }

    /** One of little pictures. */
    private Path film(String name, double late, String sound, String options) {
        List<String> arguments = new ArrayList<>(List.of("-itsoffset", Double.toString(Math.max(0, -late))));
        arguments.addAll(
                List.of("-f", "lavfi", "-i", SMALL_PICTURES, "-itsoffset", Double.toString(Math.max(0, late))));
        arguments.addAll(List.of("-f", "lavfi", "-i", sound, "-c:v", "mpeg4"));
        arguments.addAll(List.of(options.split(" ")));
        return Clips.make(folder.resolve(name), arguments.toArray(String[]::new));
    }

    private static Inspection inspect(Path file) throws TaskFailure {
        return new Inspector(Clips.BINARIES).inspect(file, new TestStep());
    }

    private static List<String> times(Path file, String stream) {
        return probe(file, "-select_streams", stream, "-show_entries", "packet=pts_time,dts_time")
                .toList();
    }

    /** All that a player could know of it: every packet, what is cut off before the first sample and behind the last, and the samples. */
    private static List<String> sound(Path file) {
        Stream<String> packets = probe(
                file,
                "-select_streams",
                "a",
                "-show_data_hash",
                "md5",
                "-show_entries",
                "packet=pts,dts,duration,size,flags,data_hash:packet_side_data:stream=start_pts,duration_ts,time_base,initial_padding");
        Stream<String> unedited = probe(
                file, "-ignore_editlist", "1", "-select_streams", "a", "-show_entries", "packet=pts,dts,duration");
        List<String> sound = Stream.concat(packets, unedited).toList();
        return sound.isEmpty()
                ? sound
                : Stream.concat(sound.stream(), Stream.of(samples(file))).toList();
    }

    private static String samples(Path file) {
        return Clips.run(
                Clips.BINARIES.ffmpeg(), "-v", "error", "-i", file.toString(), "-map", "0:a", "-f", "md5", "-");
    }

    /** One packet of sound, its time in samples. */
    private record Packet(long time, String hash) {}

    private static List<Packet> packets(Path file) {
        return probe(file, "-select_streams", "a", "-show_data_hash", "md5", "-show_entries", "packet=pts,data_hash")
                .map(line -> line.split(","))
                .map(fields -> new Packet(Long.parseLong(fields[0]), fields[1]))
                .toList();
    }

    private static long keyPictures(Path file) {
        return probe(file, "-select_streams", "v", "-show_entries", "packet=flags")
                .filter(flags -> flags.contains("K"))
                .count();
    }

    private static Stream<String> probe(Path file, String... what) {
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-of", "csv=p=0"));
        arguments.addAll(List.of(what));
        arguments.add(file.toString());
        return Clips.run(Clips.BINARIES.ffprobe(), arguments.toArray(String[]::new))
                .lines()
                .filter(line -> !line.isBlank());
    }

    private static String decoded(Path file) {
        return Clips.run(
                Clips.BINARIES.ffmpeg(), "-v", "warning", "-nostdin", "-i", file.toString(), "-f", "null", "-");
    }

    /** The least likeness of two pictures in the same place, in dB. */
    private static double worst(Path one, Path other) {
        String said = Clips.run(
                Clips.BINARIES.ffmpeg(),
                "-nostdin",
                "-nostats",
                "-i",
                one.toString(),
                "-i",
                other.toString(),
                "-lavfi",
                "psnr",
                "-f",
                "null",
                "-");
        Matcher worst = WORST.matcher(said);
        assertThat(worst.find()).as(said).isTrue();
        return worst.group(1).equals("inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(worst.group(1));
    }
}
