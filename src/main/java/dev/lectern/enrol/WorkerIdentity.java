package dev.lectern.enrol;

import dev.lectern.cluster.Credentials;
import dev.lectern.cluster.P256;
import dev.lectern.cluster.Pem;
import dev.lectern.cluster.PrivateFolder;
import dev.lectern.cluster.UnusableKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A worker's key, and the certificate that the server gave it last. With a folder the worker is known again when it is started again;
 * without one only while it runs. Thread safe; its text form shows no key.
 */
public final class WorkerIdentity {

    private static final String FILE = "identity.pem";

    private final PrivateFolder folder;
    private final KeyPair keys;
    private Credentials credentials;

    private WorkerIdentity(PrivateFolder folder, KeyPair keys, Credentials credentials) {
        this.folder = folder;
        this.keys = keys;
        this.credentials = credentials;
    }

    /** A new worker, which nobody will remember. */
    public static WorkerIdentity inMemory() {
        return new WorkerIdentity(null, P256.newKeys(), null);
    }

    /**
     * The worker that a folder belongs to; a new one if nobody was let in from here before. Blocks on the disk.
     *
     * @param folder made if need be, for its owner alone
     * @throws UnusableKeys if it cannot be read or written, or was damaged
     */
    public static WorkerIdentity in(Path folder) throws UnusableKeys {
        try {
            PrivateFolder home = PrivateFolder.open(folder);
            Optional<byte[]> kept = home.read(FILE);
            if (kept.isEmpty()) {
                return new WorkerIdentity(home, P256.newKeys(), null);
            }
            Credentials known = Pem.credentials(new String(kept.get(), StandardCharsets.US_ASCII));
            KeyPair keys = new KeyPair(known.certificate().getPublicKey(), known.key());
            return new WorkerIdentity(home, keys, known);
        } catch (IOException e) {
            throw new UnusableKeys(
                    "The folder " + folder + " for this worker's key cannot be used: " + PrivateFolder.reason(e) + ".",
                    e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new UnusableKeys(
                    "This worker's key in " + folder.resolve(FILE) + " is damaged (" + e.getMessage()
                            + "). Delete the file; the worker then has to be let in again, with a token if need be.",
                    e);
        }
    }

    /** What it shows to other members; empty until it was let in for the first time. */
    public synchronized Optional<Credentials> credentials() {
        return Optional.ofNullable(credentials);
    }

    /** Whether its certificate is past two thirds of its time, so that it had better enrol again. */
    public synchronized boolean due(Instant now) {
        if (credentials == null) {
            return true;
        }
        Instant from = credentials.certificate().getNotBefore().toInstant();
        Instant until = credentials.certificate().getNotAfter().toInstant();
        return now.isAfter(
                from.plus(Duration.between(from, until).multipliedBy(2).dividedBy(3)));
    }

    PublicKey key() {
        return keys.getPublic();
    }

    String sign(byte[] statement) {
        return P256.sign(keys.getPrivate(), statement);
    }

    /** @param shutOut is not kept: before it meets others the worker asks its server, which tells it anew */
    synchronized void take(X509Certificate certificate, X509Certificate authority, Set<String> shutOut)
            throws IOException {
        Credentials given = new Credentials(keys.getPrivate(), certificate, authority, () -> shutOut);
        if (folder != null) {
            folder.write(FILE, Pem.text(given).getBytes(StandardCharsets.US_ASCII));
        }
        credentials = given;
    }

    @Override
    public synchronized String toString() {
        return "WorkerIdentity[" + (credentials == null ? "not let in yet" : credentials) + "]";
    }
}
