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
    private static final int PATIENT_SECONDS = 20;

    private OpenSsl() {}

    /** Whether a connection without a certificate is turned away. */
    public static boolean refused(String host, int port) throws IOException, InterruptedException {
        return refused(host, port, PATIENT_SECONDS);
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
        return refused(host, port, LISTENS_SECONDS, "-cert", certificate.toString(), "-key", key.toString());
    }

    /** Who is let in stays connected; who is not is told so, or just cut off. */
    private static boolean refused(String host, int port, int seconds, String... more)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("openssl", "s_client", "-connect", host + ":" + port, "-tls1_3", "-ign_eof"));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        StringBuffer said = new StringBuffer();
        // In TLS 1.3 a client hears only after its handshake that its certificate was not liked, and then ends.
        Thread listener = new Thread(() ->
                process.inputReader().lines().forEach(line -> said.append(line).append('\n')));
        listener.start();
        boolean cutOff = process.waitFor(seconds, TimeUnit.SECONDS);
        process.destroyForcibly();
        listener.join();
        if (!said.toString().contains("verify return")) {
            throw new IllegalStateException("this was no TLS: " + said);
        }
        return cutOff;
    }
}
