package dev.lectern;

import dev.lectern.access.Secret;
import dev.lectern.cluster.PrivateFolder;
import dev.lectern.job.DataFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Shows the server that a command is run by who runs the server: made anew at each start, in a file for that user's eyes only. */
final class OperatorKey {

    private static final String FILE = "operator";

    private OperatorKey() {}

    static Secret make(DataFolder data) throws IOException {
        Secret secret = Secret.make(Secret.Kind.OPERATOR);
        PrivateFolder.open(data.access()).write(FILE, secret.reveal().getBytes(StandardCharsets.US_ASCII));
        return secret;
    }

    /** Empty if there is none, or it is not for our eyes. Changes nothing. */
    static Optional<String> read(Path dataFolder) {
        try {
            return Optional.of(
                    Files.readString(new DataFolder(dataFolder).access().resolve(FILE)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
