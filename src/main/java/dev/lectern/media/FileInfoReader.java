package dev.lectern.media;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lectern.job.CancelToken;
import dev.lectern.job.TaskFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks ffprobe what a file is. */
final class FileInfoReader {

    private static final Logger LOG = LoggerFactory.getLogger(FileInfoReader.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_ANSWER = 1 << 20;
    private static final Pattern TOO_LARGE = Pattern.compile("Picture size (\\d+)x(\\d+) exceeds");
    private static final String TOO_MANY_STREAMS = "Number of streams exceeds";
    private static final Pattern RATIO = Pattern.compile("(\\d+):(\\d+)");
    // Only what is needed: tags may be long and hostile.
    private static final String ENTRIES = "format=format_name,start_time,duration:format_tags=major_brand"
            + ":stream=index,duration,codec_type,codec_name,width,height,pix_fmt,sample_aspect_ratio,field_order"
            + ":stream_disposition=default,attached_pic:stream_side_data=side_data_type,displaymatrix,rotation";

    private final FfmpegBinaries binaries;

    FileInfoReader(FfmpegBinaries binaries) {
        this.binaries = binaries;
    }

    /**
     * Reads the header and the first pictures; takes at most a few seconds.
     *
     * @throws TaskFailure permanent if this is no film that is supported
     */
    FileInfo read(Path file, CancelToken cancel) throws TaskFailure {
        checkThere(file);
        List<String> arguments =
                new ArrayList<>(List.of("-hide_banner", "-v", "error", "-of", "json=c=1", "-show_entries", ENTRIES));
        arguments.addAll(SafeInput.arguments(file));
        try (MediaProcess process = MediaProcess.start(binaries, binaries.ffprobe(), arguments, Limits.QUICK, cancel)) {
            process.expectProgress();
            byte[] answer = process.output().readNBytes(MAX_ANSWER);
            int code = process.await();
            // After a failure the answer may be half an answer.
            JsonNode root = code != 0 ? JSON.createObjectNode() : JSON.readTree(answer);
            if (root.path("streams").isEmpty()) {
                LOG.info("refused {}: exit code {}, {}", file.getFileName(), code, process.complaint());
                throw refused(process.complaint());
            }
            // A decoder that refuses the size of its pictures forgets it.
            if (TOO_LARGE.matcher(process.complaint()).find()) {
                throw refused(process.complaint());
            }
            return parse(root);
        } catch (IOException e) {
            throw TaskFailure.permanent(Sentences.NOT_A_VIDEO, e);
        }
    }

    private static void checkThere(Path file) throws TaskFailure {
        try {
            if (Files.size(file) == 0) {
                throw TaskFailure.permanent(Sentences.EMPTY);
            }
        } catch (IOException e) {
            throw TaskFailure.transientFault("The recording could not be opened", e);
        }
    }

    private static TaskFailure refused(String complaint) {
        Matcher size = TOO_LARGE.matcher(complaint);
        if (size.find()) {
            return TaskFailure.permanent(Sentences.tooLarge(size.group(1), size.group(2)));
        }
        if (complaint.contains(TOO_MANY_STREAMS)) {
            return TaskFailure.permanent(Sentences.TOO_MANY_STREAMS);
        }
        return TaskFailure.permanent(
                complaint.contains("not on whitelist") && complaint.contains("Codec")
                        ? Sentences.UNKNOWN_CODEC
                        : Sentences.NOT_A_VIDEO);
    }

    private static FileInfo parse(JsonNode root) {
        JsonNode format = root.path("format");
        List<JsonNode> videos = new ArrayList<>();
        JsonNode audio = null;
        for (JsonNode stream : root.path("streams")) {
            String type = stream.path("codec_type").asText();
            // A cover picture of a song is a stream of pictures, but no film.
            if (type.equals("video")
                    && stream.path("disposition").path("attached_pic").asInt() == 0) {
                videos.add(stream);
            } else if (type.equals("audio") && audio == null) {
                audio = stream;
            }
        }
        // The one that a player would show: marked as default, else the first.
        JsonNode chosen = videos.stream()
                .filter(stream -> stream.path("disposition").path("default").asInt() == 1)
                .findFirst()
                .orElse(videos.isEmpty() ? null : videos.get(0));
        return new FileInfo(
                format.path("format_name").asText(),
                format.path("start_time").asDouble(0),
                (chosen != null && chosen.has("duration") ? chosen : format)
                        .path("duration")
                        .asDouble(0),
                Optional.ofNullable(chosen).map(FileInfoReader::video),
                videos.size(),
                !videos.isEmpty() && chosen == videos.get(0),
                audio == null ? null : audio.path("codec_name").asText("unknown"),
                audio == null ? -1 : audio.path("index").asInt(),
                format.path("tags").path("major_brand").asText(""));
    }

    private static VideoStream video(JsonNode stream) {
        int rotation = 0;
        boolean plain = true;
        for (JsonNode side : stream.path("side_data_list")) {
            if (side.path("side_data_type").asText().equals("Display Matrix")) {
                double clockwise = -side.path("rotation").asDouble(0);
                boolean quarters = Math.abs(clockwise - Math.round(clockwise / 90) * 90) < 1;
                // ffmpeg turns by an odd angle within the frame that it has.
                rotation = quarters ? Math.floorMod(Math.round(clockwise / 90) * 90, 360) : 0;
                plain = quarters && !mirrors(side.path("displaymatrix").asText());
            }
        }
        String fields = stream.path("field_order").asText("");
        return new VideoStream(
                stream.path("index").asInt(),
                stream.path("codec_name").asText("unknown"),
                stream.path("pix_fmt").asText("").replace("unknown", ""),
                stream.path("width").asInt(),
                stream.path("height").asInt(),
                sampleAspect(stream.path("sample_aspect_ratio").asText()),
                rotation,
                plain,
                fields.length() == 2);
    }

    /** A matrix with a negative determinant swaps left and right. Printed as rows of {@code offset: a b u}. */
    private static boolean mirrors(String matrix) {
        String[] numbers = matrix.replaceAll("\\d+:", " ").strip().split("\\s+");
        if (numbers.length < 5) {
            return false;
        }
        double a = Double.parseDouble(numbers[0]);
        double b = Double.parseDouble(numbers[1]);
        double c = Double.parseDouble(numbers[3]);
        double d = Double.parseDouble(numbers[4]);
        return a * d - b * c < 0;
    }

    private static double sampleAspect(String text) {
        Matcher ratio = RATIO.matcher(text);
        if (!ratio.matches()) {
            return 1;
        }
        double value = Double.parseDouble(ratio.group(1)) / Double.parseDouble(ratio.group(2));
        // Nobody films with pixels ten times as wide as high; a header that says so lies.
        return value >= 0.1 && value <= 10 ? value : 1;
    }
}
