package dev.lectern.http;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * A file to play or to show.
 *
 * @param type its content type
 * @param path where it is
 * @param size in bytes
 * @param modified when it was written
 */
record VideoFile(String type, Path path, long size, Instant modified) {

    /** Changes when the content does: files are published once and never edited. */
    String etag() {
        return '"' + Long.toHexString(size) + '-' + Long.toHexString(modified.toEpochMilli()) + '"';
    }

    String lastModified() {
        return HttpDate.of(modified);
    }

    /** Whether an If-Modified-Since says that the client has this version. */
    boolean unmodifiedSince(String date) {
        try {
            return date != null
                    && !modified.truncatedTo(ChronoUnit.SECONDS)
                            .isAfter(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Whether an If-Range names this version; if not, the whole file is to be sent. */
    boolean isNamedBy(String ifRange) {
        return ifRange == null || ifRange.equals(etag()) || ifRange.equals(lastModified());
    }
}
