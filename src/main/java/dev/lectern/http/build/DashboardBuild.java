package dev.lectern.http.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Run by the build: writes the dashboard to where the jar is made from. */
public final class DashboardBuild {

    /** Beside that of the Java libraries in the jar. */
    private static final String BOM = "META-INF/sbom/dashboard.cdx.json";

    private final Path sources;
    private final Path pages;
    private final Path stamp;
    private final Npm npm;

    DashboardBuild(Path sources, Path pages, Path stamp, Npm npm) {
        this.sources = sources;
        this.pages = pages;
        this.stamp = stamp;
        this.npm = npm;
    }

    /**
     * @param args folder with the sources, folder to write, file that remembers what was built
     * @throws IOException with a sentence for whoever builds, if the dashboard cannot be built
     */
    public static void main(String[] args) throws IOException {
        Path sources = Path.of(args[0]);
        new DashboardBuild(sources, Path.of(args[1]), Path.of(args[2]), new Npm(sources, Npm.nameHere())).run();
    }

    void run() throws IOException {
        if (!Files.isRegularFile(sources.resolve("package-lock.json"))) {
            throw new IOException("There are no sources of the dashboard at " + sources + "; " + Npm.WAY_OUT);
        }
        NpmBom.write(sources.resolve("package-lock.json"), pages.resolveSibling(BOM));
        // What is remembered is taken before the work: a change made meanwhile is then built with the next run.
        String inputs = Fingerprint.ofFolder(sources);
        boolean built = Files.isRegularFile(pages.resolve("index.html"));
        if (built && inputs.equals(remembered(stamp))) {
            return;
        }
        Files.deleteIfExists(stamp);
        install();
        System.out.println("The dashboard is built by npm.");
        npm.run("The dashboard could not be built", pages, "run", "build");
        if (!Files.isRegularFile(pages.resolve("index.html"))) {
            throw new IOException("npm built the dashboard, but not to " + pages);
        }
        remember(stamp, inputs);
    }

    /** Fetches the libraries, unless those of this very lock file are there. */
    private void install() throws IOException {
        String lock = Fingerprint.ofFile(sources.resolve("package-lock.json"));
        Path libraries = sources.resolve("node_modules");
        Path installed = libraries.resolve(".lectern-lock");
        if (lock.equals(remembered(installed))) {
            return;
        }
        System.out.println("The dashboard's libraries are fetched by npm; that takes a minute.");
        npm.run(
                "The dashboard's libraries could not be fetched (the first build needs the registry that npm is set up for)",
                pages,
                "ci",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--prefer-offline",
                "--loglevel=error");
        Files.createDirectories(libraries);
        remember(installed, lock);
    }

    private static String remembered(Path file) throws IOException {
        return Files.isRegularFile(file) ? Files.readString(file) : "";
    }

    private static void remember(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
    }
}
