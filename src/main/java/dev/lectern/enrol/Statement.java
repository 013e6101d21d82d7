package dev.lectern.enrol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes to be signed, which begin with what they say. */
final class Statement {

    private Statement() {}

    static byte[] of(String what, byte[] json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(what.getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(json);
        return bytes.toByteArray();
    }
}
