package dev.lectern;

import static dev.lectern.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.job.DataFolder;
import dev.lectern.job.Ids;
import dev.lectern.job.Job;
import dev.lectern.job.Parameters;
import dev.lectern.job.Session;
import dev.lectern.store.Store;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweeperTest {

    @TempDir
    Path root;

    private final Vertx vertx = Vertx.vertx();
    private DataFolder data;
    private Store store;

    @BeforeEach
    void open() {
        data = new DataFolder(root);
        store = await(Store.open(vertx, data.database()));
    }

    @AfterEach
    void close() {
        await(store.close());
        await(vertx.close());
    }

    private void sweepIn(Duration later) {
        Clock clock = Clock.fixed(Instant.now().plus(later), ZoneOffset.UTC);
        await(new Sweeper(vertx, data, store, clock).sweep());
    }

    private static Path file(Path path) throws IOException {
        Files.createDirectories(path.getParent());
        return Files.writeString(path, "left behind");
    }

    @Test
    void whatABrokenConnectionLeftIsRemovedAfterAnHour() throws IOException {
        Path upload = file(data.uploads().resolve("1.part"));
        Path trash = file(data.trash().resolve("sess-1/raw.mp4"));
        sweepIn(Duration.ofMinutes(59));
        assertThat(upload).exists();
        assertThat(trash).exists();
        sweepIn(Duration.ofMinutes(61));
        assertThat(data.uploads()).isEmptyDirectory();
        assertThat(data.trash()).isEmptyDirectory();
    }

    @Test
    void whatAStepLeftIsRemovedAfterADayAndItsOldestFileDoesNotCount() throws IOException {
        Path scratch = file(data.work().resolve("1-0.1.x/playable.mp4"));
        Path arriving = file(data.arriving().resolve("1.part"));
        sweepIn(Duration.ofHours(23));
        assertThat(scratch).exists();
        sweepIn(Duration.ofHours(25));
        assertThat(scratch.getParent()).doesNotExist();
        assertThat(arriving).doesNotExist();
        assertThat(data.arriving()).as("workers write there").isEmptyDirectory();
    }

    @Test
    void aFolderThatBelongsToNoSessionIsRemovedAndOthersAreNot() throws IOException {
        Session session = new Session(Ids.newSession(), "Optics", null, Instant.now(), "0".repeat(64), 1, null);
        await(store.sessions()
                .insert(session, Job.queued(Ids.newJob(), session.id(), Parameters.DEFAULT, Instant.now())));
        Path theirs = file(data.session(session.id()).recording());
        Path nobodys = file(data.session("sess-00").recording());
        sweepIn(Duration.ofMinutes(30));
        assertThat(nobodys).as("its row may be on its way").exists();
        sweepIn(Duration.ofDays(1000));
        assertThat(nobodys.getParent()).doesNotExist();
        assertThat(theirs).exists();
    }

    @Test
    void aDataFolderThatIsStillEmptyIsNoFault() {
        sweepIn(Duration.ofDays(1));
        assertThat(data.uploads()).doesNotExist();
    }
}
