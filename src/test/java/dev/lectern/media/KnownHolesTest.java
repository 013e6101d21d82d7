package dev.lectern.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lectern.job.TaskFailure;
import dev.lectern.testing.Clips;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The holes that the ffmpeg within Lectern is known to have are out of reach of a recording. */
class KnownHolesTest {

    private static final FfmpegBinaries BINARIES = Clips.BINARIES;

    @TempDir
    Path folder;

    /** CVE-2026-8461: the MagicYUV decoder writes outside its memory. */
    @Test
    void magicYuvIsNeverDecoded() throws Exception {
        for (String name : List.of("magic.avi", "magic.mkv", "magic.mov")) {
            Path file = magic(name);
            assertThat(complaints(List.of(), file)).as("the decoder is there").isEmpty();
            assertThat(complaints(safely(), file)).contains("not on whitelist");
            assertThatThrownBy(() -> new Prober(BINARIES).look(file))
                    .as(name)
                    .isInstanceOf(TaskFailure.class)
                    .hasMessage(Sentences.UNKNOWN_CODEC);
            assertThatThrownBy(() -> new Inspector(BINARIES).inspect(file, new TestStep()))
                    .hasMessage(Sentences.UNKNOWN_CODEC);
        }
    }

    /** Not as a second track beside one that may be decoded, either: ffprobe opens all of them. */
    @Test
    void magicYuvBesideAFilmIsNotDecodedEither() throws Exception {
        Path film = Clips.clip(folder.resolve("film.mkv"), 1, "-c:v", "libopenh264");
        Path both = Clips.make(
                folder.resolve("both.mkv"),
                "-i",
                film.toString(),
                "-i",
                magic("magic.avi").toString(),
                "-map",
                "0:v",
                "-map",
                "1:v",
                "-c",
                "copy",
                "-disposition:v:0",
                "default");
        assertThatThrownBy(() -> new Prober(BINARIES).look(both)).hasMessage(Sentences.UNKNOWN_CODEC);
    }

    /** The tag alone chooses the decoder: a file of another codec that says it is MagicYUV. */
    @Test
    void aFilmThatCallsItselfMagicYuvIsRefused() throws Exception {
        Path avi = Clips.clip(folder.resolve("film.avi"), 1, "-c:v", "mpeg4", "-vtag", "FMP4");
        byte[] bytes = Files.readAllBytes(avi);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        Files.write(avi, text.replace("FMP4", "M8YA").getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> new Prober(BINARIES).look(avi)).hasMessage(Sentences.UNKNOWN_CODEC);
    }

    /** CVE-2026-107698: an RTSP server may send on to any other address. */
    @Test
    void noFileLeadsToAnRtspServer() throws Exception {
        try (ServerSocket elsewhere = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                ServerSocket rtsp = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String address = "rtsp://127.0.0.1:" + rtsp.getLocalPort() + "/film";
            CompletableFuture<Void> redirecting =
                    CompletableFuture.runAsync(() -> redirect(rtsp, elsewhere.getLocalPort()));
            CompletableFuture<String> led = CompletableFuture.supplyAsync(
                    () -> uncheckedComplaints(List.of("-rtsp_transport", "tcp"), address));
            redirecting.join();
            elsewhere.setSoTimeout(20_000);
            elsewhere.accept().close();
            assertThat(led.join())
                    .as("what the bare ffmpeg says, which went there")
                    .isNotEmpty();

            int file = 0;
            for (String content : List.of(
                    "RTSPtext\n" + address + "\n",
                    "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n" + address + "\n#EXT-X-ENDLIST\n",
                    "ffconcat version 1.0\nfile '" + address + "'\n",
                    "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\na=control:" + address
                            + "\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\na=rtpmap:96 H264/90000\n",
                    referenceMovie(address),
                    address)) {
                Path list = Files.write(
                        folder.resolve("list" + file++ + ".mp4"), content.getBytes(StandardCharsets.ISO_8859_1));
                assertThatThrownBy(() -> new Prober(BINARIES).look(list))
                        .as(content)
                        .isInstanceOf(TaskFailure.class);
            }
            for (ServerSocket server : List.of(rtsp, elsewhere)) {
                server.setSoTimeout(1);
                assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
            }
        }
    }

    private Path magic(String name) {
        return Clips.clip(folder.resolve(name), "testsrc2=size=64x64:rate=5:duration=1", "-c:v", "magicyuv");
    }

    private static List<String> safely() {
        List<String> options = new ArrayList<>(SafeInput.arguments(Path.of("none")));
        return options.subList(0, options.indexOf("-i"));
    }

    private static String complaints(List<String> options, Path file) throws IOException, InterruptedException {
        return complaints(options, "file:" + file);
    }

    /** What ffmpeg says when it decodes something outside of the sandbox. */
    private static String complaints(List<String> options, String input) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(BINARIES.ffmpeg().toString(), "-nostdin", "-v", "error"));
        command.addAll(options);
        command.addAll(List.of("-i", input, "-f", "null", "-"));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(BINARIES.environment());
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private static String uncheckedComplaints(List<String> options, String input) {
        try {
            return complaints(options, input);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void redirect(ServerSocket rtsp, int port) {
        try (Socket client = rtsp.accept()) {
            InputStream in = client.getInputStream();
            int sequence = 1;
            StringBuilder request = new StringBuilder();
            for (int b = in.read(); b >= 0; b = in.read()) {
                request.append((char) b);
                if (request.toString().endsWith("\r\n\r\n")) {
                    boolean options = request.toString().startsWith("OPTIONS");
                    client.getOutputStream()
                            .write((options
                                            ? "RTSP/1.0 200 OK\r\nCSeq: " + sequence + "\r\nPublic: DESCRIBE\r\n\r\n"
                                            : "RTSP/1.0 302 Found\r\nCSeq: " + sequence
                                                    + "\r\nLocation: rtsp://127.0.0.1:" + port + "/other\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
                    if (!options) {
                        return;
                    }
                    sequence++;
                    request.setLength(0);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A QuickTime movie that holds nothing but the address of another. */
    private static String referenceMovie(String address) {
        String url = address + "\0";
        String rdrf = box("rdrf", "\0\0\0\0url " + number(url.length()) + url);
        return box("ftyp", "qt  \0\0\0\0qt  ") + box("moov", box("rmra", box("rmda", rdrf)));
    }

    private static String box(String type, String content) {
        return number(content.length() + 8) + type + content;
    }

    private static String number(int value) {
        return new String(new char[] {
            (char) (value >>> 24), (char) (value >> 16 & 0xff), (char) (value >> 8 & 0xff), (char) (value & 0xff)
        });
    }
}
