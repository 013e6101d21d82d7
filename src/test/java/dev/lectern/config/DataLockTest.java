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
class DataLockTest {

    @TempDir
    Path here;

    @Test
    void isMadeWhenItIsNotThereAndHoldsTheNumberOfItsProcess() throws Exception {
        Path root = here.resolve("a/b");
        try (DataLock data = DataLock.open(root)) {
            assertThat(data.root()).isEqualTo(root).isDirectory();
            assertThat(Files.readString(root.resolve("lectern.lock")))
                    .isEqualTo(ProcessHandle.current().pid() + "\n");
            assertThat(root.toFile().list()).containsExactly("lectern.lock");
        }
    }

    @Test
    void mayBeALinkToAFolder() throws Exception {
        Path real = Files.createDirectory(here.resolve("real"));
        Path link = Files.createSymbolicLink(here.resolve("link"), real);
        try (DataLock data = DataLock.open(link)) {
            assertThat(real.resolve("lectern.lock")).exists();
            assertThat(data.root()).isEqualTo(link);
        }
    }

    @Test
    void isRefusedToASecondOneUntilTheFirstGivesItBack() throws Exception {
        try (DataLock first = DataLock.open(here)) {
            assertThatThrownBy(() -> DataLock.open(first.root()))
                    .isInstanceOf(InvalidConfig.class)
                    .hasMessageContaining("Another Lectern (process "
                            + ProcessHandle.current().pid() + ") uses the data folder " + here);
        }
        DataLock.open(here).close();
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
            assertThatThrownBy(() -> DataLock.open(here)).hasMessageContaining("(process " + other.pid() + ")");
        } finally {
            other.destroyForcibly().waitFor();
        }
        DataLock.open(here).close();
    }

    @Test
    void isRefusedWhereItCannotBeWritten() throws Exception {
        Path file = Files.writeString(here.resolve("file"), "");
        assertThatThrownBy(() -> DataLock.open(file))
                .isInstanceOf(InvalidConfig.class)
                .hasMessageContaining("cannot be written: there is a file of that name")
                .hasMessageContaining("--data");
        assertThatThrownBy(() -> DataLock.open(file.resolve("below"))).hasMessageContaining("cannot be written: ");
        assertThatThrownBy(() -> DataLock.open(Path.of("/proc/lectern"))).hasMessageContaining("cannot be written: ");
    }

    /** Takes a data folder, says so, and waits to be killed. */
    static final class Holder {
        public static void main(String[] args) throws InvalidConfig, IOException {
            try (DataLock data = DataLock.open(Path.of(args[0]))) {
                System.out.println("held " + data.root());
                System.in.read();
            }
        }
    }
}
