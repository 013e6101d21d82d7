package dev.lectern.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The headers of the tus protocol, and two of our own. */
final class TusHeaders {

    static final String RESUMABLE = "Tus-Resumable";
    static final String VERSION = "Tus-Version";
    static final String EXTENSION = "Tus-Extension";
    static final String MAX_SIZE = "Tus-Max-Size";
    static final String LENGTH = "Upload-Length";
    static final String OFFSET = "Upload-Offset";
    static final String METADATA = "Upload-Metadata";
    static final String EXPIRES = "Upload-Expires";
    static final String SESSION = "Lectern-Session-Id";
    static final String JOB = "Lectern-Job-Id";

    /** Those that a page must be able to read. */
    static final String EXPOSED = String.join(
            ", ", "Location", RESUMABLE, VERSION, EXTENSION, MAX_SIZE, LENGTH, OFFSET, EXPIRES, SESSION, JOB);

    /** The key whose value is what the form of an upload in one piece has as its field of that name. */
    private static final String OURS = "metadata";

    private TusHeaders() {}

    /**
     * Reads what an upload was announced with.
     *
     * @param header keys and values in Base64, separated by commas; null if there is none
     * @throws ApiFailure if it cannot be read
     */
    static Metadata metadata(String header) {
        if (header == null) {
            return Metadata.NONE;
        }
        for (String pair : header.split(",")) {
            String[] parts = pair.strip().split(" ", 2);
            if (parts[0].equals(OURS)) {
                return Metadata.parse(parts.length < 2 ? null : decoded(parts[1].strip()));
            }
        }
        return Metadata.NONE;
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ApiFailure(ErrorCode.BAD_REQUEST, "A value in " + METADATA + " is not Base64");
        }
    }
}
