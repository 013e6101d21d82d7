package dev.lectern.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ScratchFoldersTest {

    @Test
    void thoseOfDeadProcessesAreSweptAndThoseOfLivingOnesStay() throws Exception {
        Process other = new ProcessBuilder("true").start();
        other.waitFor();
        Path dead = Files.createTempDirectory("lectern-media-" + other.pid() + "-");
        Path mine = ScratchFolders.make("media");
        Path foreign = Files.createTempDirectory("lectern-media-somebody-");
        try {
            ScratchFolders.sweep();
            assertThat(dead).doesNotExist();
            assertThat(mine).exists();
            assertThat(foreign).exists();
        } finally {
            Files.deleteIfExists(mine);
            Files.deleteIfExists(foreign);
        }
    }
}
