package dev.lectern.http;

import io.vertx.core.json.JsonObject;

/** An error with the sentence that the client is shown. It has no stack: nothing went wrong in the program. */
final class ApiFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient JsonObject members;

    ApiFailure(ErrorCode code, String detail) {
        this(code, detail, new JsonObject());
    }

    /** With further members of the body. */
    ApiFailure(ErrorCode code, String detail, JsonObject members) {
        super(detail, null, false, false);
        this.code = code;
        this.members = members;
    }

    static ApiFailure noSession() {
        return new ApiFailure(ErrorCode.NOT_FOUND, "Session not found");
    }

    static ApiFailure noJob() {
        return new ApiFailure(ErrorCode.NOT_FOUND, "Job not found");
    }

    /** It has to be known who asks, and is not. */
    static ApiFailure notKnown(String detail) {
        return new ApiFailure(ErrorCode.UNAUTHORIZED, detail);
    }

    static ApiFailure invalid(String detail) {
        return new ApiFailure(ErrorCode.INVALID, detail);
    }

    ErrorCode code() {
        return code;
    }

    JsonObject members() {
        return members;
    }
}
