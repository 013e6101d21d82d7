package dev.lectern.testing;

import dev.lectern.cluster.Credentials;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Somebody else's TLS, as the stranger who knocks. */
public final class OpenSsl {

    private static final int PATIENT_SECONDS = 20;

    private OpenSsl() {}

    /** Whether a connection without a certificate is turned away. */
    public static boolean refused(String host, int port) throws IOException, InterruptedException {
        return turnedAway(host, port);
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
        return turnedAway(host, port, "-cert", certificate.toString(), "-key", key.toString());
    }

    /**
     * In TLS 1.3 a client's part of the handshake is over before its certificate is looked at. Who is liked stays connected, or is
     * sent a session ticket (newer Java sends none); who is not is told so, or just cut off.
     */
    private static boolean turnedAway(String host, int port, String... more) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("openssl", "s_client", "-connect", host + ":" + port, "-tls1_3", "-ign_eof"));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        StringBuilder said = new StringBuilder();
        AtomicBoolean stayed = new AtomicBoolean();
        try (BufferedReader lines = process.inputReader()) {
            ProcessHandle handle = process.toHandle();
            CompletableFuture.delayedExecutor(PATIENT_SECONDS, TimeUnit.SECONDS).execute(() -> {
                stayed.set(handle.isAlive());
                handle.destroyForcibly();
            });
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains("New Session Ticket arrived")) {
                    return false;
                }
                said.append(line).append('\n');
            }
        } finally {
            process.destroyForcibly();
        }
        if (!said.toString().contains("verify return")) {
            throw new IllegalStateException("this was no TLS: " + said);
        }
        return !stayed.get();
    }
}
