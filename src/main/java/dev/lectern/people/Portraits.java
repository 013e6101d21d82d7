package dev.lectern.people;

import dev.lectern.http.People;
import dev.lectern.job.CancelToken;
import dev.lectern.job.DataFolder;
import dev.lectern.job.Inspection;
import dev.lectern.job.Json;
import dev.lectern.job.SessionFolder;
import dev.lectern.job.TaskFailure;
import dev.lectern.media.CutOut;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Small pictures of persons, cut out of the recording when somebody first asks and then kept. Blocks. */
final class Portraits {

    private final DataFolder data;
    private final CutOut scissors;

    Portraits(DataFolder data, CutOut scissors) {
        this.data = data;
        this.scissors = scissors;
    }

    Path of(String sessionId, Cut cut) throws IOException, TaskFailure {
        SessionFolder folder = data.session(sessionId);
        Path picture = folder.portraits().resolve(cut.name() + ".jpg");
        if (Files.exists(picture)) {
            return picture;
        }
        Inspection inspection = Json.read(Files.readAllBytes(folder.inspection()), Inspection.class);
        byte[] jpeg = scissors.of(
                        folder.recording(),
                        folder.playable(),
                        inspection,
                        cut.tMs(),
                        new CutOut.Part(cut.left(), cut.top(), cut.width(), cut.height()),
                        new CancelToken())
                .orElseThrow(() -> new People.Refused(
                        People.Refused.Kind.MISSING, "No picture can be made of this moment of the recording"));
        try {
            // Not with its parents: the session may have been deleted meanwhile, and nothing of it may come back.
            Files.createDirectory(folder.portraits());
        } catch (FileAlreadyExistsException e) {
            // Good.
        }
        Path part = Files.createTempFile(data.work(), "portrait", ".part");
        try {
            return Files.move(Files.write(part, jpeg), picture, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
