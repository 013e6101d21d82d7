package dev.lectern.http.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With a script that stands in for npm and writes down what it was asked. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "npm is played by a shell script")
class DashboardBuildTest {

    @TempDir
    Path folder;

    private Path sources;
    private Path pages;

    @BeforeEach
    void sources() throws IOException {
        sources = Files.createDirectories(folder.resolve("frontend"));
        pages = folder.resolve("target/classes/dashboard");
        Files.writeString(sources.resolve("package-lock.json"), "{}");
        Files.createDirectories(sources.resolve("src"));
        Files.writeString(sources.resolve("src/main.ts"), "one");
        npm("mkdir -p node_modules \"$DASHBOARD_OUT\"; [ \"$1\" = ci ] || echo page > \"$DASHBOARD_OUT/index.html\"");
    }

    @Test
    void theFirstBuildFetchesTheLibrariesAndTheNextDoesNothing() throws IOException {
        run();
        assertThat(asked()).containsExactly("ci", "run");
        run();
        assertThat(asked()).containsExactly("ci", "run");
    }

    @Test
    void aChangeIsBuiltWithTheLibrariesThatAreThere() throws IOException {
        run();
        Files.writeString(sources.resolve("src/main.ts"), "two");
        run();
        assertThat(asked()).containsExactly("ci", "run", "run");
        Files.createDirectories(sources.resolve("dist"));
        Files.writeString(sources.resolve("dist/index.html"), "made by hand");
        run();
        assertThat(asked()).hasSize(3);
        Files.move(sources.resolve("src/main.ts"), sources.resolve("src/other.ts"));
        run();
        assertThat(asked()).hasSize(4);
    }

    @Test
    void otherLibrariesAreFetched() throws IOException {
        run();
        Files.writeString(sources.resolve("package-lock.json"), "{\"other\":1}");
        run();
        assertThat(asked()).containsExactly("ci", "run", "ci", "run");
    }

    @Test
    void pagesThatWereDeletedAreBuiltAgain() throws IOException {
        run();
        Files.delete(pages.resolve("index.html"));
        run();
        assertThat(asked()).containsExactly("ci", "run", "run");
    }

    @Test
    void whatNpmSaysIsShownWhenItFailsAndIsTriedAgain() throws IOException {
        npm("echo 'there is an error in line 7'; exit 3");
        for (int k = 0; k < 2; k++) {
            assertThatThrownBy(this::run)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("could not be fetched")
                    .hasMessageContaining("-Dskip.dashboard")
                    .hasMessageContaining("line 7");
        }
        assertThat(asked()).containsExactly("ci", "ci");
    }

    @Test
    void withoutNpmASentenceSaysWhatToDo() {
        Npm missing = new Npm(sources, folder.resolve("nothing").toString());
        assertThatThrownBy(() -> new DashboardBuild(sources, pages, folder.resolve("target/stamp"), missing).run())
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("npm was not found.")
                .hasMessageContaining("-Dskip.dashboard");
    }

    private void run() throws IOException {
        Npm npm = new Npm(sources, folder.resolve("npm").toString());
        new DashboardBuild(sources, pages, folder.resolve("target/stamp"), npm).run();
    }

    private void npm(String script) throws IOException {
        Path npm = folder.resolve("npm");
        Files.writeString(npm, "#!/bin/sh\necho \"$1\" >> '" + folder.resolve("asked") + "'\n" + script + "\n");
        assertThat(npm.toFile().setExecutable(true)).isTrue();
    }

    private List<String> asked() throws IOException {
        return Files.readAllLines(folder.resolve("asked"));
    }
}
