package dev.lectern.depot;

import dev.lectern.job.SessionFolder;
import io.vertx.core.buffer.Buffer;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The detections of all segments of a recording on their way: for each segment, from the first on, the length of its file (four bytes,
 * highest first) and the file; after the last one -1, without which the stream was cut.
 */
final class DetectionStream {

    private static final int END = -1;

    private DetectionStream() {}

    static Buffer frame(byte[] segment) {
        return Buffer.buffer(Integer.BYTES + segment.length)
                .appendInt(segment.length)
                .appendBytes(segment);
    }

    static Buffer end() {
        return Buffer.buffer(Integer.BYTES).appendInt(END);
    }

    /**
     * Writes the files of a stream to where a step looks for them.
     *
     * @param stream a file with a whole stream
     * @return how many segments there were
     * @throws Damaged if the stream is not whole
     */
    static int unpack(Path stream, SessionFolder folder, String key) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(stream))) {
            int segment = 0;
            long left = Files.size(stream) - Integer.BYTES;
            for (int length = in.readInt(); length != END; length = in.readInt()) {
                left -= length + (long) Integer.BYTES;
                if (length < 0 || left < 0) {
                    throw new Damaged("The detections were cut on their way.");
                }
                Path file = folder.detections(key, segment++);
                Files.createDirectories(file.getParent());
                Files.write(file, in.readNBytes(length));
            }
            return segment;
        }
    }
}
