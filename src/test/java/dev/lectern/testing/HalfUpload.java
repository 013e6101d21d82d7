package dev.lectern.testing;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** An upload that stops in the middle until it is told to go on. */
public final class HalfUpload implements AutoCloseable {

    private final RawHttp connection;
    private final byte[] rest;

    private HalfUpload(RawHttp connection, byte[] rest) {
        this.connection = connection;
        this.rest = rest;
    }

    /** Sends the first half of a recording, with what is known there. */
    public static HalfUpload begin(URI base, Path recording) throws IOException {
        return begin(base, recording, KnownAs.header(base));
    }

    /**
     * As somebody else.
     *
     * @param header lines of the head, each with its end
     */
    public static HalfUpload begin(URI base, Path recording, String header) throws IOException {
        Multipart form = Multipart.video(Files.readAllBytes(recording));
        byte[] body = form.bytes();
        RawHttp connection = new RawHttp(base);
        String head = "POST /sessions/import HTTP/1.1\r\nHost: localhost\r\n" + header + "Content-Type: "
                + form.contentType() + "\r\nContent-Length: " + body.length + "\r\n\r\n";
        int half = body.length / 2;
        connection.send(head.getBytes(StandardCharsets.US_ASCII));
        connection.send(Arrays.copyOf(body, half));
        return new HalfUpload(connection, Arrays.copyOfRange(body, half, body.length));
    }

    /** Sends the second half; answers what the server says. */
    public Answer finish() throws IOException {
        connection.send(rest);
        return connection.answer();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
