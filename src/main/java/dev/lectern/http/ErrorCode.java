package dev.lectern.http;

import java.util.Locale;

/** Every kind of error that is answered, with its status and title. */
enum ErrorCode {
    BAD_REQUEST(400, "The request cannot be understood"),
    UNAUTHORIZED(401, "Somebody has to log in first"),
    FORBIDDEN(403, "This is not allowed"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "This method is not allowed here"),
    REQUEST_TIMEOUT(408, "The request took too long to arrive"),
    CONFLICT(409, "This cannot be done just now"),
    PRECONDITION_FAILED(412, "Somebody else changed it meanwhile"),
    TOO_LARGE(413, "The request is too large"),
    URI_TOO_LONG(414, "The address is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "This content cannot be processed"),
    RANGE_NOT_SATISFIABLE(416, "The file has no such part"),
    MISDIRECTED(421, "This server does not go by that name"),
    INVALID(422, "A value is not valid"),
    UPGRADE_REQUIRED(426, "Another version is needed"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    HEADERS_TOO_LARGE(431, "The headers are too large"),
    INTERNAL(500, "Something went wrong in Lectern"),
    UNAVAILABLE(503, "Not available just now"),
    INSUFFICIENT_STORAGE(507, "The disk is full");

    private final int status;
    private final String title;

    ErrorCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    /** Identifies the kind of error, as RFC 9457 has it. */
    String type() {
        return "urn:lectern:error:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The code of a status that was decided elsewhere. */
    static ErrorCode ofStatus(int status) {
        for (ErrorCode code : values()) {
            if (code.status == status) {
                return code;
            }
        }
        return status >= 400 && status < 500 ? BAD_REQUEST : INTERNAL;
    }
}
