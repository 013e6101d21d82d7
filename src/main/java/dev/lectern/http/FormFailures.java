package dev.lectern.http;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import java.io.IOException;

/** What somebody is told whose form did not arrive. */
final class FormFailures {

    private FormFailures() {}

    static ApiFailure tooLarge(long maxVideoBytes) {
        return new ApiFailure(
                ErrorCode.TOO_LARGE, "The recording is too large; at most " + maxVideoBytes + " bytes can be uploaded");
    }

    static ApiFailure diskFull() {
        return new ApiFailure(
                ErrorCode.INSUFFICIENT_STORAGE, "There is not enough space on the server's disk for this recording");
    }

    /** What went wrong, as it is told; what is nobody's fault but ours stays as it is. */
    static Throwable of(Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            String message = String.valueOf(t.getMessage());
            if (t instanceof IOException && message.contains("No space left")) {
                return diskFull();
            }
            if (message.contains("Size exceed allowed maximum capacity")
                    || t instanceof HttpPostRequestDecoder.TooManyFormFieldsException
                    || t instanceof HttpPostRequestDecoder.TooLongFormFieldException) {
                return new ApiFailure(ErrorCode.TOO_LARGE, "The form has too many or too large fields");
            }
            if (t instanceof DecoderException) {
                return new ApiFailure(ErrorCode.BAD_REQUEST, "The form cannot be read as multipart/form-data");
            }
        }
        return cause;
    }
}
