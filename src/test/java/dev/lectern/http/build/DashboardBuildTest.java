package dev.lectern.http.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
    void whatThePagesAreMadeOfIsListedAndWhatBuildsThemIsNot() throws IOException {
        Files.writeString(sources.resolve("package-lock.json"), """
                {"name": "pages", "version": "1.2.3", "lockfileVersion": 3, "packages": {
                  "": {"name": "pages"},
                  "node_modules/react": {"version": "19.0.0", "license": "MIT", "integrity": "sha512-AAEC"},
                  "node_modules/a/node_modules/@b/c": {"version": "2.0.0"},
                  "node_modules/vite": {"version": "8.0.0", "dev": true}}}
                """);
        run();
        Path bom = folder.resolve("target/classes/META-INF/sbom/dashboard.cdx.json");
        JsonNode document = new ObjectMapper().readTree(bom.toFile());
        assertThat(document.get("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(document.findValuesAsText("purl")).containsExactly("pkg:npm/react@19.0.0", "pkg:npm/%40b/c@2.0.0");
        assertThat(document.at("/components/0/hashes/0/content").asText()).isEqualTo("000102");
        assertThat(document.at("/components/0/licenses/0/expression").asText()).isEqualTo("MIT");
        String first = Files.readString(bom);
        run();
        assertThat(Files.readString(bom)).isEqualTo(first);
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
