package dev.lectern.media;

import dev.lectern.job.TaskFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The order of the outermost boxes of an MP4 (ISO/IEC 14496-12, 4.2).
 *
 * @param indexInFront whether a player can start before it has the whole file
 * @param fragmented whether the index is spread over the file
 */
record Mp4Layout(boolean indexInFront, boolean fragmented) {

    static final Mp4Layout NONE = new Mp4Layout(false, false);

    /** A real file has a few boxes; a fragmented one tells itself by the first dozen. */
    private static final int MAX_BOXES = 1000;

    /** Reads the headers of the boxes. A nonsensical size ends the reading, as nothing after it can be found. */
    static Mp4Layout of(Path file) throws TaskFailure {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer header = ByteBuffer.allocate(16);
            boolean moov = false;
            boolean mdat = false;
            boolean inFront = false;
            long at = 0;
            for (int box = 0; box < MAX_BOXES; box++) {
                header.clear();
                if (channel.read(header, at) < 8) {
                    break;
                }
                long size = Integer.toUnsignedLong(header.getInt(0));
                String type = new String(header.array(), 4, 4, StandardCharsets.ISO_8859_1);
                if (size == 1 && header.position() == 16) {
                    size = header.getLong(8);
                }
                switch (type) {
                    case "moof" -> {
                        return new Mp4Layout(moov, true);
                    }
                    case "moov" -> {
                        moov = true;
                        inFront = !mdat;
                    }
                    case "mdat" -> mdat = true;
                    default -> {
                        // Any other box may stand anywhere.
                    }
                }
                if (size < 8 || size > channel.size() - at) {
                    break;
                }
                at += size;
            }
            return new Mp4Layout(inFront, false);
        } catch (IOException e) {
            throw TaskFailure.transientFault("The recording could not be read", e);
        }
    }
}
