package dev.lectern.enrol;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.lectern.cluster.MeetingPoint;
import dev.lectern.job.Json;
import dev.lectern.job.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A worker is let in. A member that is added here needs a new protocol number, because both sides write the statement that is signed
 * for themselves.
 *
 * @param protocol see {@link dev.lectern.bus.Protocol}
 * @param version of the server's Lectern
 * @param worker what the worker is called from now on; no other worker is called the same
 * @param certificate the worker's, as PEM
 * @param authority the certificate that signed it, as PEM; whoever has one of it is to be believed, and nobody else
 * @param shutOut the keys of workers that are not to be believed, although the authority signed for them, see {@link
 *     dev.lectern.cluster.P256#id}
 * @param meeting where the server is met, for as long as this run of it lasts
 * @param detector the model that the server works with
 * @param marker tells whether the worker sees the server's data folder
 * @param signature of the statement, by the authority
 * @param hmac of the statement, under the secret of the token that let the worker in; null if none did
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record EnrolAnswer(
        int protocol,
        String version,
        String worker,
        String certificate,
        String authority,
        List<String> shutOut,
        MeetingPoint meeting,
        Detector detector,
        Marker marker,
        String signature,
        String hmac) {

    private static final String WHAT = "lectern: a worker is let in, its nonce is ";

    public EnrolAnswer {
        Objects.requireNonNull(version);
        Objects.requireNonNull(worker);
        Objects.requireNonNull(certificate);
        Objects.requireNonNull(authority);
        shutOut = List.copyOf(shutOut);
        Objects.requireNonNull(meeting);
        Objects.requireNonNull(detector);
        Objects.requireNonNull(marker);
    }

    /**
     * The server's person detector.
     *
     * @param sha256 of the model, 64 lower-case hexadecimal digits
     * @param family its layout as the settings call it; null to look at the model
     * @param bundled whether it is the one that comes with the server's version of Lectern
     * @param bytes size of the model
     * @param source where results say it is from, so that all workers say the same
     */
    public record Detector(String sha256, String family, boolean bundled, long bytes, String source) {

        public Detector {
            Objects.requireNonNull(source);
            if (!sha256.matches("[0-9a-f]{64}") || bytes < 1) {
                throw new IllegalArgumentException("a model of " + bytes + " bytes with hash " + sha256);
            }
        }
    }

    /**
     * A file in the server's data folder with random content. Who finds the same content under the same path sees that folder, and
     * no other that looks like it.
     *
     * @param path absolute, on the server: {@code <data>/cluster/<name>}
     * @param sha256 of its content, 64 lower-case hexadecimal digits
     */
    public record Marker(String path, String sha256) {

        /** Its length in bytes; nothing longer is read, whatever the path turns out to be. */
        static final int BYTES = 32;

        public Marker {
            Objects.requireNonNull(path);
            Objects.requireNonNull(sha256);
        }

        /** The server's data folder, if it is seen from here. Blocks on the disk. */
        public Optional<Path> dataFolder() {
            try {
                Path file = Path.of(path);
                if (!file.isAbsolute() || !Files.isRegularFile(file) || Files.size(file) != BYTES) {
                    return Optional.empty();
                }
                try (InputStream in = Files.newInputStream(file)) {
                    return sha256.equals(Sha256.of(in.readNBytes(BYTES)))
                            ? Optional.ofNullable(file.getParent()).map(Path::getParent)
                            : Optional.empty();
                }
            } catch (IOException | InvalidPathException e) {
                return Optional.empty();
            }
        }
    }

    /** What is signed: everything that is answered, and to which request. */
    byte[] statement(String nonce) {
        return Statement.of(WHAT + nonce + "\n", Json.bytes(sealed(null, null)));
    }

    /** The same with another seal. */
    EnrolAnswer sealed(String itsSignature, String itsHmac) {
        return new EnrolAnswer(
                protocol,
                version,
                worker,
                certificate,
                authority,
                shutOut,
                meeting,
                detector,
                marker,
                itsSignature,
                itsHmac);
    }
}
