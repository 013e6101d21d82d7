package dev.lectern.testing;

import dev.lectern.cluster.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Somebody else's TLS, as the stranger who knocks. */
public final class OpenSsl {

    private static final int LISTENS_SECONDS = 3;

    private OpenSsl() {}

    /** Whether a connection without a certificate is turned away. */
    public static boolean refused(String host, int port) throws IOException, InterruptedException {
        return refusedIn(connect(host, port));
    }

    /** Whether a connection with a certificate is turned away. */
    public static boolean refused(String host, int port, Credentials credentials, Path folder)
            throws IOException, InterruptedException {
        Path certificate = Files.createTempFile(folder, "certificate", ".pem");
        Path key = Files.createTempFile(folder, "key", ".pem");
        Files.writeString(certificate, Credentials.pem(credentials.certificate()));
        Files.writeString(
                key,
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(credentials.key().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        return refusedIn(connect(host, port, "-cert", certificate.toString(), "-key", key.toString()));
    }

    /** What the program says of a connection. */
    public static String connect(String host, int port, String... more) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("openssl", "s_client", "-connect", host + ":" + port, "-tls1_3", "-ign_eof"));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        StringBuffer said = new StringBuffer();
        Thread listener = new Thread(() ->
                process.inputReader().lines().forEach(line -> said.append(line).append('\n')));
        listener.start();
        // In TLS 1.3 a client hears only after its handshake that its certificate was not liked: it has to listen a
        // moment.
        process.waitFor(LISTENS_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        listener.join();
        return said.toString();
    }

    private static boolean refusedIn(String said) {
        if (!said.contains("CONNECTED")) {
            throw new IllegalStateException("there was no connection: " + said);
        }
        return said.contains("SSL alert number");
    }
}
