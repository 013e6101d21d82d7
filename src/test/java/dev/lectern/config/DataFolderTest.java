package dev.lectern.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DataFolderTest {

    @TempDir
    Path here;

    @Test
    void isMadeWhenItIsNotThereAndHoldsTheNumberOfItsProcess() throws Exception {
        Path root = here.resolve("a/b");
        try (DataFolder data = DataFolder.open(root)) {
            assertThat(data.root()).isEqualTo(root).isDirectory();
            assertThat(Files.readString(root.resolve("lectern.lock")))
                    .isEqualTo(ProcessHandle.current().pid() + "\n");
            assertThat(root.toFile().list()).containsExactlyInAnyOrder("lectern.lock", "sessions");
            assertThat(data.sessions()).isEmptyDirectory();
        }
    }

    @Test
    void mayBeALinkToAFolder() throws Exception {
        Path real = Files.createDirectory(here.resolve("real"));
        Path link = Files.createSymbolicLink(here.resolve("link"), real);
        try (DataFolder data = DataFolder.open(link)) {
            assertThat(real.resolve("lectern.lock")).exists();
            assertThat(data.database()).isEqualTo(link.resolve("backend.db"));
        }
    }

    @Test
    void isRefusedToASecondOneUntilTheFirstGivesItBack() throws Exception {
        try (DataFolder first = DataFolder.open(here)) {
            assertThatThrownBy(() -> DataFolder.open(first.root()))
                    .isInstanceOf(InvalidConfig.class)
                    .hasMessageContaining("Another Lectern (process "
                            + ProcessHandle.current().pid() + ") uses the data folder " + here);
        }
        DataFolder.open(here).close();
    }

    @Test
    void isRefusedWhileAnotherProcessHasItAndFreeOnceThatIsKilled() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        here.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("held " + here);
            assertThatThrownBy(() -> DataFolder.open(here)).hasMessageContaining("(process " + other.pid() + ")");
        } finally {
            other.destroyForcibly().waitFor();
        }
        DataFolder.open(here).close();
    }

    @Test
    void isRefusedWhereItCannotBeWritten() throws Exception {
        Path file = Files.writeString(here.resolve("file"), "");
        assertThatThrownBy(() -> DataFolder.open(file))
                .isInstanceOf(InvalidConfig.class)
                .hasMessageContaining("cannot be written: there is a file of that name")
                .hasMessageContaining("--data");
        assertThatThrownBy(() -> DataFolder.open(file.resolve("below"))).hasMessageContaining("cannot be written: ");
        assertThatThrownBy(() -> DataFolder.open(Path.of("/proc/lectern"))).hasMessageContaining("cannot be written: ");
    }

    /** Takes a data folder, says so, and waits to be killed. */
    static final class Holder {
        public static void main(String[] args) throws InvalidConfig, IOException {
            try (DataFolder data = DataFolder.open(Path.of(args[0]))) {
                System.out.println("held " + data.root());
                System.in.read();
            }
        }
    }
}
